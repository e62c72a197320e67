"""Profession: which of the person's wishes or works comes closest, by what, and how long ago it was done."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from scoring.criteria.base import MET, UNKNOWN
from scoring.criteria.profession import CLOSE, RECENT_MONTHS
from scoring.explain.case import Case, folded
from scoring.explain.duration import duration
from scoring.explain.model import Fact
from scoring.explain.names import group_name
from scoring.explain.protected import title_tells_protected

if TYPE_CHECKING:
    from scoring.explain.numbers import Entry, Meeting

NEIGHBOUR = 0.4
"""Closeness from which some training suffices (docs/occupations.md); below it only the field is shared."""
FIELD = 0.15
MONTHS_NOW = 1
"""A work that ended last month or lasts is "now"."""
TITLES_SHOWN = 3
LONGEST_TITLE = 80


def facts(case: Case) -> list[Fact]:
    """How close, then whether it is a wish or a work and since when."""
    verdict = case.verdict("profession", "profession")
    best, meeting = case.numbers.best[case.at], case.numbers.meetings[case.at]
    if verdict == UNKNOWN or best is None or meeting is None:
        return [_unknown(case)]
    relation = _relation(case, best, meeting, met=verdict == MET)
    if relation.code == "profession_other":
        return [relation]
    return [relation, *_when(case, best, met=verdict == MET)]


def _unknown(case: Case) -> Fact:
    """Nothing tells: "any work", titles that mean no occupation, no titles, or a vacancy's title that means none."""
    vacancies = case.numbers.pairs.vacancies
    wanted, titles = {"wanted": shown(case.vacancy.title)}, _titles(case)
    if not titles:
        return Fact("profession_untold", wanted, "resume.desired")
    if any(one.vague for one in case.numbers.entries[case.at]):
        return Fact("profession_any", {**wanted, "titles": titles}, "resume.desired")
    if not vacancies.titles.nodes[vacancies.title[case.row_v], 0]:
        return Fact("profession_vacancy_unclear", wanted, "vacancy.title")
    return Fact("profession_unclear", {**wanted, "titles": titles}, "resume.desired")


def _relation(case: Case, best: Entry, meeting: Meeting, *, met: bool) -> Fact:
    """By what the entry meets the vacancy: the same title, group, branch, a neighbour, a field, words alone."""
    title, source = _entry(case, best)
    close = best.closeness >= CLOSE - 1e-6
    if close and folded(shown(title)) == folded(shown(case.vacancy.title)):
        return Fact("profession_same", {"found": shown(title)}, source)
    params: dict[str, Any] = {"found": shown(title), "wanted": shown(case.vacancy.title)}
    unknown = not meeting.wanted or not meeting.found
    if unknown and best.closeness >= NEIGHBOUR:
        return Fact("profession_words", params, source)
    if unknown or best.closeness < FIELD:
        return Fact("profession_other", {"wanted": params["wanted"], "titles": _titles(case)}, "resume.desired")
    code, more = _by_nodes(case, meeting, best.closeness, met=met or close)
    return Fact(code, {**params, **more}, source)


def _by_nodes(case: Case, meeting: Meeting, closeness: float, *, met: bool) -> tuple[str, dict[str, Any]]:
    """The code of the relation of two known occupations, with the names that it tells."""
    classifier = case.numbers.scorer.knowledge.classifier
    wanted, held = classifier.nodes[meeting.wanted], classifier.nodes[meeting.found]
    group = {"group": group_name(classifier.nodes[classifier.by_name[held.code]])}
    if wanted.code != held.code:
        code = "close" if met else "neighbour" if closeness >= NEIGHBOUR else "field"
        return f"profession_{code}", {**group, "percent": round(closeness * 100)}
    if not met:
        return "profession_branch_other", group
    if held.key and meeting.wanted == meeting.found:
        return "profession_branch_same", {**group, "branch": group_name(held)}
    return "profession_group", group


def _entry(case: Case, entry: Entry) -> tuple[str, str]:
    """The entry's title as the record writes it, and its field."""
    title = case.numbers.pairs.resumes.titles.texts.known(entry.title)
    if entry.job:
        for number, job in enumerate(case.resume.experience):
            if job.title == title:
                return title, case.source("resume", f"experience[{number}].title")
    for number, wish in enumerate(case.resume.desired):
        if wish == title:
            return title, case.source("resume", f"desired[{number}]")
    return title, case.source("resume", "desired", title)


def _when(case: Case, best: Entry, *, met: bool) -> list[Fact]:
    """Whether such work was done and when it ended; whether it is wished where only the work is close."""
    wish, work = _closest(case, job=False), _closest(case, job=True)
    least = min(CLOSE - 1e-6, best.closeness)
    told: list[Fact] = []
    if work is not None and work.closeness >= least:
        told += _ended(case, work, met=met)
    elif met and case.numbers.months[case.at] < 1:  # years said in words are such work too
        told.append(Fact("profession_wish_only", {}, "resume.experience"))
    if met and wish is not None and wish.closeness < least:
        told.append(Fact("profession_not_wished", {"titles": _wishes(case)}, "resume.desired"))
    return told


def _ended(case: Case, work: Entry, *, met: bool) -> list[Fact]:
    """How long ago a work ended; nothing where it has no dates."""
    if work.start < 0:
        return []
    source = _entry(case, work)[1].replace(".title", ".to")
    ago = case.numbers.pairs.month - work.end
    if ago <= MONTHS_NOW:
        return [Fact("profession_works_now", {}, source)]
    if ago <= RECENT_MONTHS or met:
        return [Fact("profession_worked", {"ago": duration(ago)}, source)]
    return [Fact("profession_worked_long_ago", {"ago": duration(ago), "limit": duration(RECENT_MONTHS)}, source)]


def _closest(case: Case, *, job: bool) -> Entry | None:
    """The closest wish or the closest job; among equally close jobs the latest."""
    mine = [one for one in case.numbers.entries[case.at] if one.job == job]
    return max(mine, key=lambda one: (int(one.closeness * 100), one.end), default=None)


def _wishes(case: Case) -> list[str]:
    return [shown(one) for one in case.resume.desired[:TITLES_SHOWN]]


def _titles(case: Case) -> list[str]:
    """The person's wishes, else their latest job: what the record is about."""
    jobs = [shown(job.title) for job in case.resume.experience if job.title]
    return _wishes(case) or jobs[-1:]


@lru_cache(maxsize=50_000)
def shown(title: str) -> str:
    """A title without what stands in brackets, and without parts that tell what is nobody's business."""
    head = title.partition("(")[0].strip(" ,;-–—/") or title
    if title_tells_protected(head):
        head = next((part for part in head.replace(";", ",").split(",") if not title_tells_protected(part)), "…")
    return head.strip()[:LONGEST_TITLE]
