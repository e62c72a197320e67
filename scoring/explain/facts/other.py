"""Other: each required skill, language and further demand: found, not mentioned, or contradicted."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from scoring.criteria.base import MET, NOT_MET, UNKNOWN, parse
from scoring.criteria.other import language_rule
from scoring.explain.case import LONGEST_QUOTE, Case, folded
from scoring.explain.model import Fact
from scoring.explain.protected import tells_protected
from scoring.reading.denied import denied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scoring.language.concepts import Glossary


def facts(case: Case) -> list[Fact]:
    """What is contradicted, what is there, what must be asked."""
    skills = [skill.name for skill in case.asks.skills if skill.required]
    told = [
        *_phrases(case, "skill", skills, case.numbers.skills[case.at]),
        *_languages(case),
        *_phrases(case, "demand", list(case.asks.other), case.numbers.demands[case.at]),
    ]
    return told or [Fact("other_not_asked", {}, "vacancy.requirements")]


def _phrases(case: Case, kind: str, texts: Sequence[str], verdicts: Sequence[int]) -> list[Fact]:
    """Asked phrases by their verdicts: contradicted ones one by one, the others together."""
    if not verdicts:
        return []
    glossary = case.numbers.scorer.knowledge.glossary
    if len(texts) != len(verdicts):  # a text that carries no word of its own is not judged
        texts = [text for text in texts if concepts(glossary, text)]
    by: dict[int, list[str]] = {MET: [], NOT_MET: [], UNKNOWN: []}
    for text, verdict in zip(texts, verdicts, strict=False):
        by[verdict].append(text)
    told = [_contradicted(case, kind, text) for text in by[NOT_MET]]
    field = "skills" if kind == "skill" else "other"
    if by[MET]:
        told.append(Fact(f"{kind}s_there", {"items": by[MET]}, _found(case, by[MET][0])))
    if by[UNKNOWN]:
        told.append(Fact(f"{kind}s_not_mentioned", {"items": by[UNKNOWN]}, f"vacancy.requirements.{field}"))
    return told


def _found(case: Case, asked: str) -> str:
    """The person's skill that bears the same words; where none does, the record as a whole."""
    wanted = folded(asked)
    for number, skill in enumerate(case.resume.skills):
        if folded(skill) == wanted:
            return case.source("resume", f"skills[{number}]")
    glossary = case.numbers.scorer.knowledge.glossary
    told = set(concepts(glossary, asked))
    for number, skill in enumerate(case.resume.skills):
        if not told.isdisjoint(concepts(glossary, skill)):
            return f"resume.skills[{number}]"
    return "resume"


def _contradicted(case: Case, kind: str, asked: str) -> Fact:
    """The clause in which the person says that they have not done it."""
    glossary = case.numbers.scorer.knowledge.glossary
    wanted = set(concepts(glossary, asked))
    for text in (case.resume.summary, *(job.duties for job in case.resume.experience)):
        for clause in _denied(text) if text else ():
            words = clause.strip(" ,;.–—-")
            if wanted.isdisjoint(concepts(glossary, words)) or len(words) > LONGEST_QUOTE or tells_protected(words):
                continue
            return Fact(f"{kind}_contradicted", {"item": asked, "quote": words}, f"«{words}»")
    return Fact(f"{kind}_denied", {"item": asked}, "resume.summary")


def _languages(case: Case) -> list[Fact]:
    if not case.asked("other", "languages"):
        return []
    pairs = case.numbers.pairs
    asked = parse(pairs.vacancies.sets.known(int(pairs.vacancies.languages[case.row_v])))
    held = parse(pairs.resumes.sets.known(int(pairs.resumes.languages[case.row_r])))
    levels = {code: level for code, level in held}  # noqa: C416 - the pairs are lists, dict() would refuse them in mypy
    told: list[Fact] = []
    by: dict[str, list[str]] = {"languages_there": [], "languages_unlisted": []}
    for code, level in asked:
        verdict, _ = language_rule(((code, level),), held)
        params: dict[str, Any] = {"asked": _language(code, level)}
        if verdict == MET:
            by["languages_there"].append(_language(code, levels.get(code) or level))
        elif verdict == NOT_MET:
            told.append(Fact("language_lower", {**params, "held": levels[code]}, _spoken(case, code)))
        elif code in levels:
            told.append(Fact("language_level_unknown", params, _spoken(case, code)))
        else:
            by["languages_unlisted"].append(_language(code, level))
    for kind, items in by.items():
        if items:
            source = (
                case.source("vacancy", "requirements.languages")
                if kind.endswith("unlisted")
                else _spoken(case, items[0][:2])
            )
            told.append(Fact(kind, {"items": items}, source))
    return told


def _language(code: str, level: str | None) -> str:
    return f"{code}:{level}" if level else code


def _spoken(case: Case, code: str) -> str:
    for number, one in enumerate(case.resume.languages):
        if one.code == code:
            said = case.source("resume", "languages", {"code": code})
            return said if said.startswith("«") else f"resume.languages[{number}]"
    return "resume.languages"


@lru_cache(maxsize=100_000)
def concepts(glossary: Glossary, text: str) -> tuple[int, ...]:
    """The concepts of a short text, remembered."""
    return tuple(glossary.concepts(text))


@lru_cache(maxsize=20_000)
def _denied(text: str) -> tuple[str, ...]:
    return tuple(denied(text))
