"""How people take the hours of a job in words of their own, and what such words decide beside.

"С утра до темна", "время любое", "целый день на маршруте" are no names of regimes, but they answer the question. And
who takes the unusual part of a schedule - tours of duty, nights, twenty-four hours at a stretch - has decided the rest
of it by the rules of the judged sets: the whole post, at the place of work. A whole working day is a whole post too.
What the record or the summary states otherwise is never filled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scoring.reading.facts import Fact
from scoring.reading.negation import denied
from scoring.reading.sheet import Rule, Sheet, marks_of
from scoring.records import Accepts

_WHOLE_DAY = Rule(
    r"\bс (?:самого )?утра до (?:\w+ )?(?:темн|ноч|вечер|заката|упора)\w*|\bот (?:росы|зари"
    r"|рассвета) до (?:темн|зари|заката)\w*"
    r"|\b(?:целый|весь) (?:рабочий )?день (?:на|в|за|работ|могу|готов|свобод)|таңнан (?:қара )?(?:кешке|түнге)\w*"
    r"|таң атқаннан|күн(?:і|ұзақ) бойы|күні-түні",
    "утра до|от росы|от зари|от рассвет|целый|весь|таң|бойы",
)
_ANY_TIME = Rule(
    r"\b(?:график|время|режим|часы|расписание)\w*(?: работы)?(?: у меня)?\s*[-:]?\s*(?:люб(?:ой|ое|ые)"
    r"|не ?важ\w+|неваж\w+|без разницы"
    r"|вс[её] равно|не принципиал\w+)|\bлюб(?:ой|ое|ым) (?:график|время|режим|расписание)\w*(?! год)|в любое время"
    r"|(?:кесте|уақыт|график|режим)\w*\s*[-:]?\s*(?:кез келген|бәрібір|маңызды емес)|кез келген (?:кесте|уақыт"
    r"|график|режим)\w*",
    "любо|любы|неваж|не важ|не принцип|без разниц|равно|кез келген|бәрібір|маңызды емес",
)
_ANY = ("full_day", "shift", "flexible")
"""Regimes that "любой график" takes; tours of duty far from home are a matter of their own."""
_ON_ROUTE = Rule(
    r"\b(?:на|по) маршрут(?!к)\w*|маршрут(?:та|қа|пен|ты)\w*(?: \w+)? (?:жүр|шығ)\w+|(?:объезжа"
    r"|объезди)\w+ (?:\w+ )?(?:точк|магазин|клиент"
    r"|дүкен)\w*|в разъездах|жол(?:да|ға) жүр\w+",
    "маршрут|объезж|объезд|разъезд|жол",
)
_DUTY_DAY = Rule(
    r"\bсутки|\bсутками|\bсуточн|\bпо суткам|\bтәулік|\bсут\w{0,2}\s?/\s?(?:двое|трое|[23])|\b24\s?/\s?(?:48|72)",
    "сутк|суточ|сут/|тәулік|24",
)
_FULL_DAY = Rule(r"полн\w+ (?:рабоч\w+ )?д|толық (?:жұмыс )?күн|днев[нк]|full day|\b[56]/[12]\b", "")
_HEDGED = Rule(r"рассм|обсужд|можно|возмож|если|смотря|қарастыр|мүмкін|болса|интерес|ищу|іздеп|іздейм")
"""Rotation that is only considered, or sought among other things, decides nothing yet."""
_MARKS = marks_of((_WHOLE_DAY, _ANY_TIME, _ON_ROUTE))
_SURE, _DECIDED = 0.8, 0.6


def find(sheet: Sheet) -> Iterator[Fact]:
    """Regimes and formats taken in such words."""
    if not sheet.marks & _MARKS:
        return
    for rule, path, values in (
        (_WHOLE_DAY, "accepts.regimes", ("full_day",)),
        (_ANY_TIME, "accepts.regimes", _ANY),
        (_ON_ROUTE, "accepts.formats", ("travelling",)),
    ):
        for match in rule.on(sheet):
            if not denied(sheet, *match.span()):
                for value in values:
                    yield Fact(path, value, *match.span(), _SURE)


def decided(sheet: Sheet, facts: Sequence[Fact], accepts: Accepts) -> Iterator[Fact]:
    """What the accepted part of a schedule decides of the parts that record and summary leave open."""
    told = {fact.path for fact in facts}
    duty = [one for one in facts if one.path == "accepts.regimes" and _is_duty(sheet, one)]
    if duty and accepts.night is None and "accepts.night" not in told:
        yield Fact("accepts.night", value=True, start=duty[0].start, end=duty[0].end, confidence=_DECIDED)
    rare = [*duty, *(one for one in facts if _is_rare(one) and not _hedged(sheet, one))]
    whole = rare or [one for one in facts if _is_whole_day(sheet, one)]
    if whole and accepts.employment is None and not told & {"accepts.employment", "refuses.employment"}:
        yield Fact("accepts.employment", "full", whole[0].start, whole[0].end, _DECIDED)
    if rare and accepts.formats is None and not told & {"accepts.formats", "refuses.formats"}:
        yield Fact("accepts.formats", "on_site", rare[0].start, rare[0].end, _DECIDED)


def _is_rare(fact: Fact) -> bool:
    return (fact.path == "accepts.regimes" and fact.value == "rotation") or (
        fact.path == "accepts.night" and fact.value is True
    )


def _is_whole_day(sheet: Sheet, fact: Fact) -> bool:
    return fact.value == "full_day" and _FULL_DAY.first(sheet.low[fact.start : fact.end]) is not None


def _hedged(sheet: Sheet, fact: Fact) -> bool:
    left, right = sheet.clause(fact.start, fact.end)
    return fact.value == "rotation" and _HEDGED.first(sheet.low[left:right]) is not None


def _is_duty(sheet: Sheet, fact: Fact) -> bool:
    """Whether it is a duty of twenty-four hours, which has a night in it."""
    return fact.value == "shift" and _DUTY_DAY.first(sheet.low[max(0, fact.start - 3) : fact.end + 8]) is not None
