"""Papers that a person names without their kind, and those among the lines of their qualifications.

"Шестой разряд машиниста крана, удостоверение действует" tells whose paper it is: the trade of the same sentence, or
else the one trade that the person wishes. Only trades that work by one paper of their own are told from; a word for
another paper beside it ("водительское", "личности", "сварщика") leaves it unread. A bare "сертификат" is that of a
specialist where the text is of health care.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scoring.reading import licences
from scoring.reading.facts import Fact
from scoring.reading.lapsed import lapsed, renewed, run_out
from scoring.reading.negation import denied
from scoring.reading.sheet import Rule, Sheet, fold, marks_of

_PAPER = Rule(
    r"\b(?P<p>удостоверени(?:е|я|ем)|удост\.?|корочк(?:а|и|ой|у)|свидетельств(?:о|ом)|допуск|куәлі(?:гі?м|к)\w*"
    r"|(?P<c>сертификат)(?:ым\w*|ы|ом|а)?)(?![\w-])",
    "удост|корочк|свидетельств|допуск|куәлі|сертификат",
)
_HELD = Rule(
    r"\bесть\b|имеется|имею|на руках|при мне|действу|действит|\bбар\b|жарамды|қолымда|қолда|свеж|в порядке|получен"
    r"|получил|алғанмын|алдым|\bс (?:удостовер|корочк|сертификат|свидет|допуск)",
)
_OTHER = Rule(
    r"водит|личност|пенсион|ветеран|инвалид|сварщик|дәнекер|стропал|охран|күзет|погруз|электро|газо|высот|оружи|права"
    r"|квалификац|рожден|браке|ielts|toefl|haccp|хассп|курс|1с\b|английск|excel|жүргізуші|жеке куәл|мүгед|зейнет"
    r"|тепло|участник|прописк|регистрац",
)
"""What makes the paper another one, or one that `licences` reads by its name."""
_TRADES: tuple[tuple[str, Rule], ...] = (
    ("crane_operator", Rule(r"крановщи|машинист\w* (?:\w+ ){0,2}кран|кран\w* (?:машинис|жүргізуш)|краншы", "кран")),
    ("tractor", Rule(r"тракторис|комбайн[её]р|трактор\w* (?:машинис|жүргізуш)|тракторшы|комбайншы", "трактор|комбайн")),
    ("excavator", Rule(r"экскаватор(?:щи|шы)|машинист\w* (?:\w+ )?экскаватор|экскаватор\w* машинис", "экскаватор")),
    ("slinger", Rule(r"стропальщи", "стропальщи")),
    ("forklift", Rule(r"водител\w* (?:\w+ )?(?:авто|электро)?погрузчик|тиегіш\w* жүргізуш", "погрузчик|тиегіш")),
    (
        "boiler_operator",
        Rule(
            r"(?:оператор|машинист)\w* (?:\w+ )?кот(?:ельн|л)|кочегар|қазандық\w* (?:оператор|машинис)|от жағушы",
            "котел|котл|кочегар|қазандық|от жағушы",
        ),
    ),
)
_MEDICAL = Rule(
    r"медсестр|медбрат|фармац|провизор|\bврач|фельдшер|лаборант|рентген|акушер|стоматолог|мейіргер|дәрігер|дәріхана"
    r"|аптек|массажист|медколледж|медучилищ|медицинск|тіс техни|зубн\w+ техник",
    "медсестр|медбрат|фармац|провизор|врач|фельдшер|лаборант|рентген|акушер|стоматолог|мейіргер|дәрігер|дәріхана|аптек"
    "|массаж|медколл|медуч|медицинск|тіс|зубн",
)
_SPECIALIST = "medical_specialist_certificate"
_MARKS = marks_of((_PAPER,))
_SURE = 0.7


def find(sheet: Sheet, wishes: Iterable[str]) -> Iterator[Fact]:
    """Papers of a person's own trade, held or run out, where the text does not say of what they are."""
    if not sheet.marks & _MARKS:
        return
    for match in _PAPER.on(sheet):
        start, end = match.span("p")
        left, right = sheet.clause(start, end)
        if _OTHER.first(sheet.low[left:right]):
            continue
        ended = lapsed(sheet, start, end)
        held = not ended and _held(sheet, start, end, left, right)
        kind = _kind(sheet, match.group("c") is not None, start, end, wishes) if ended or held else None
        if kind:
            yield Fact("licences" if held else "licences.absent", kind, start, end, _SURE)


def _held(sheet: Sheet, start: int, end: int, left: int, right: int) -> bool:
    """Whether the clause says that the paper is there."""
    clause = sheet.low[left:right]
    return (_HELD.first(clause) is not None or renewed(sheet, start, end)) and not denied(sheet, start, end)


def _kind(sheet: Sheet, certificate: bool, start: int, end: int, wishes: Iterable[str]) -> str | None:
    """What the paper is of: None where several trades, or none, could be meant."""
    wished = fold(". ".join(wishes))
    if certificate:
        return _SPECIALIST if _MEDICAL.first(wished) or _MEDICAL.first(sheet.low) else None
    left, right = sheet.sentence(start, end)
    return _trade(sheet.low[left:right]) or _trade(wished)


def _trade(low: str) -> str | None:
    found = [kind for kind, rule in _TRADES if rule.first(low)]
    return found[0] if len(found) == 1 else None


def listed(lines: Iterable[str]) -> Iterator[tuple[Sheet, Fact]]:
    """Papers among the lines of a resume's qualifications, each line a sheet of its own: held, or run out."""
    for line in lines:
        sheet = Sheet.of(line)
        if not sheet.marks & (licences.MARKS | _MARKS):
            continue
        ended = run_out(sheet.low)
        for fact in licences.find(sheet, vacancy=False):
            yield sheet, fact._replace(path="licences.absent") if ended else fact
        if ended:
            yield from ((sheet, fact) for fact in find(sheet, (line,)))
