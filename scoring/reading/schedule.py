"""Working time: regime, employment, format, night work, hours; of a vacancy, or accepted by a person.

"N/N" is rotation from seven days on and shifts below; "5/2" and "6/1" are the full day. Of a person only what is wished
or accepted counts: what stands beside a past verb ("работал вахтой") is history, what is denied ("вахту не предлагать",
"түнге шыға алмаймын") is refused and goes to `refuses.*`. Night: asked of a vacancy where it names night shifts, false
where it denies them; of a person true where accepted and false where refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scoring.reading import health
from scoring.reading.facts import Fact
from scoring.reading.negation import denied, denied_after
from scoring.reading.schedule_words import EMPLOYMENT, FORMATS, REGIMES
from scoring.reading.sheet import LONGEST_TEXT, Rule, Sheet, marks_of

_PATTERN = Rule(
    r"(?<![\d/.,])(?P<a>\d{1,2})\s?(?:/|через|х|на)\s?(?P<b>\d{1,2})(?![\d/]|[.,]\d|\s?(?:став|час|эт"
    r"|кв|под))",
    "/|через|х|на",
)
_NIGHT = Rule(
    r"\bдневн\w+ и ночн\w+|(?<!\bи )(?<!\bдо )(?:в |на |по )?\bноч(?!\w* (?:клуб|бар\b|развоз))(?:ь|и|ам|ью|ами|н\w+"
    r"|ную)\b(?: смен\w*| работ\w*| график\w*"
    r"| выход\w*)?|\bтүн(?:гі(?:сі)?|де|ге|імен|ді|мен)\b(?: ауысым\w*| кезек\w*| жұмыс\w*| смена\w*)?|\bnight",
    "ноч|түн|night",
)
_NIGHT_HOURS = Rule(
    r"с\s?(?:19|20|21|22|23)(?:[:.-]?00)?\s?(?:до|-)\s?(?:0?[4-9])(?:[:.-]?00)?\b|\b(?:19|20|21|22"
    r"|23)[:.]00\s?(?:-|до|ден|дан)\s?0?[4-9][:.]00",
    "19|20|21|22|23",
)
_NIGHT_NO = Rule(
    r"ноч\w*(?:\s\w+)?\s*[-:,]?\s*(?:не\b|нет\b|исключ|нельзя|запре|болмай|жоқ\b|керек емес|мимо\b|отпада|пас\b"
    r"|тоже (?:не|нет|мимо)\b)|(?:без|кроме|не|нет"
    r"|запрет\w+"
    r"|запреще\w+|нельзя|ни)\s(?:\w+\s){0,2}ноч|түн\w*(?:\s\w+){0,3}\s*(?:жоқ|емес|алмаймын|істемеймін"
    r"|шықпаймын|бармаймын|болмайды|келмеймін|қаламаймын|ұсынбаңыз)|ночью (?:сплю|дома)|только дн[её]м"
    r"|только дневн|тек күндіз|(?:уйти|ухожу|перейти|отказ\w+) (?:с|от) ноч",
)
_NIGHT_YES = Rule(
    r"привы[кч]|обычн\w+ дел|без разницы|вс[её] равно|без проблем|легко|не в тягость|в радость|работаю|дежурю|хожу"
    r"|айырмашылығы жоқ|айырмасы жоқ|бәрібір|бере (?:бер|ал)|(?:шыға|істей|тұра) бер|тұрамын|күзетемін|істеп жүрмін"
    r"|можно|могу|готов|не против|не боюсь|не пугают?|устраива|подход|соглас|қарсы емес|аламын"
    r"|болады|істеймін|шығамын|үйренген|да\b|рассм|выхожу|не проблема|норм(?:ально)?\b|қорықпаймын|ұнайды"
    r"|люблю|удобн|интерес|ищу|только|тек\b|жарайды|дайынмын|спокойно|лучше|предпоч|хоть|и в ноч|и ноч"
    r"|в том числе|келіс|ыңғайлы|қолайлы|знаком|возмож|свободн|беру\b|\bок\b|тоже",
)
_NIGHT_FINE = Rule(
    r"қарсы емес|қарсылығым жоқ|проблема (?:жоқ|емес)|мәселе (?:жоқ|емес)|қиын(?:дығы|дық|шылық)?\w* (?:жоқ|емес)"
    r"|айырма(?:шылығы|сы)?\w* жоқ|не (?:против|боюсь|пуга|вопрос|страш|помех|препят|смущ|напряг|в тягость"
    r"|привыкать|проблем"
    r"|удив|имеет знач|принцип|важно)|нет (?:проблем|возраж|претенз|разниц)|ничего не имею|қорықпа",
)
"""Words that deny an objection, not the night: "ночь не вопрос", "түнге қарсылығым жоқ"."""
_TIRED = Rule(
    r"надоел|устал\w* от|наездил|отъездил|навахт|завяз(?:ал|ыва)|больше не|сыт\w? по горло|наработал\w*сь|шаршадым"
    r"|енді (?:болды|бармаймын|шықпаймын)|қойдым|тоқтатт",
    "надоел|устал|наезд|отъезд|навахт|завяз|больше не|сыт|наработал|шарша|енді|қойдым|тоқтат",
)
"""What ends a way of working: "от вахты устал"."""
_ENOUGH = Rule(
    r"\W*(?:и |уже |с меня |теперь |мне |всё,? |болды,? )*(?:хватит|надоело|устала?|наездил(?:ся|ась)"
    r"|завязал[аи]?|больше не "
    r"\w+|болды|жетті|жетер|жетеді|шаршадым)(?:\s\w+)?\W*$",
    "хватит|надоел|устал|наезд|завяз|больше не|болды|жетті|жетер|жетед|шарша",
)
"""The same as a clause of its own, behind tours of duty and nights: "двенадцать лет по вахтам, хватит"."""
_DASH = " - "
_DAY_ONLY = Rule(
    r"тек күндіз|күндіз ғана|только дн[её]м\b|только дневн\w+ (?:смен|график|работ)\w*|только день\b", "күндіз|только"
)
_DRIVEN = Rule(r"развоз|трансфер|жеткіз", "развоз|трансфер|жеткіз")
"""At night people are only driven home."""
_PAST = Rule(
    r"работал\w*|трудил\w*|ездил\w*|был\w* на|отработал\w*|істедім|жұмыс істегенмін|істегенмін|жүрдім"
    r"|жасадым|прежд|раньше|бұрын|до этого|соның|из них|стаж вахт|опыт (?:работы )?(?:на )?вахт",
    "соның|из них|работал|трудил|ездил|был|істе|жүрдім|жасадым|прежд|раньше|бұрын|до этого|опыт|стаж",
)
_HOURS = Rule(
    r"(?P<n>\d{2})\s?-?(?:х\s)?(?:час\w*|ч\.?|сағат\w*)\s?(?:в|/|рабочей\s)\s?недел\w*"
    r"|(?P<m>\d{2})-?часов\w+ (?:рабоч\w+ )?недел\w*|аптасына (?P<k>\d{2}) сағат"
    r"|аптасына (?P<l>\d{2}) сағат",
    "недел|аптасына",
)
_ROTATION_FROM_DAYS = 7
_TOURS = frozenset((7, 10, 14, 15, 20, 21, 25, 28, 30, 40, 42, 45, 60, 90))
"""Days that tours of duty last; "50/50" is a share."""
_SHARES = 100
"""What two shares come to: "60/40" divides the takings."""


_TABLES = tuple(
    (kind, place, table, marks_of(rule for _, rule in table))
    for kind, place, table in (
        ("regimes", "regime", REGIMES),
        ("employment", "employment", EMPLOYMENT),
        ("formats", "format", FORMATS),
    )
)


_CLOSED = Rule(
    r"только|исключительн|строго|лишь|\bищу\b|нужн|нужен|интересу|хочу|хотел|предпочит|удобн|\bтек\b|\bғана\b|іздеп"
    r"|іздейм|керек|қажет|қалаймын|қалар едім|келеді\b",
)
"""Wishes: what they name is what the person takes; "можно", "готов", "не против" add to the usual."""

_LISTS = frozenset(kind for kind, *_ in _TABLES)
_USUAL = frozenset(("full_day", "full"))
"""Who names what everybody takes has thought of it: "полная занятость" is no half post."""
_DECIDED = 0.6
"""Confidence of what was not said but follows (`accepted`)."""


def left_open(sheet: Sheet, facts: Iterable[Fact]) -> tuple[str, ...]:
    """The lists of `accepts` that a person's text fills without closing them: no wish stands beside."""
    closed: dict[str, bool] = {}
    for fact in facts:
        head, _, kind = fact.path.partition(".")
        if head == "accepts" and kind in _LISTS:
            left, right = sheet.clause(fact.start, fact.end)
            usual = fact.value in _USUAL and fact.confidence > _DECIDED
            closed[kind] = closed.get(kind, False) or usual or _CLOSED.first(sheet.low[left:right]) is not None
    return tuple(kind for kind, wished in closed.items() if not wished)


def find(sheet: Sheet, *, vacancy: bool) -> Iterator[Fact]:
    """The facts of working time."""
    for kind, place, value, start, end in sorted(_named(sheet), key=_first_regime):
        no = denied(sheet, start, end) or (not vacancy and _over(sheet, start, end, hard=value == "rotation"))
        if vacancy:
            if not no:
                yield Fact(f"schedule.{place}", value, start, end, 0.9)
        elif no:
            yield Fact(f"refuses.{kind}", value, start, end, 0.85)
        elif not _history(sheet, start, end):
            yield Fact(f"accepts.{kind}", value, start, end, 0.9)
    yield from _night(sheet, vacancy=vacancy)
    for match in _HOURS.on(sheet):
        hours = int(next(one for one in match.groups() if one))
        if hours <= 84:
            yield Fact("schedule.hours_per_week" if vacancy else "accepts.hours_max", hours, match.start(), match.end())


def _first_regime(named: tuple[str, str, str, int, int]) -> int:
    """Of several regimes or kinds of employment the first counts; the rest keep their order.

    "Flexible" comes last, being often mere praise.
    """
    kind, _, value, start, _ = named
    return start + (value == "flexible") * LONGEST_TEXT if kind in ("regimes", "employment") else 0


def _named(sheet: Sheet) -> Iterator[tuple[str, str, str, int, int]]:
    for match in _PATTERN.on(sheet):
        regime = _pattern(int(match.group("a")), int(match.group("b")), match.group())
        if regime:
            yield "regimes", "regime", regime, match.start(), match.end()
    for kind, place, table, marks in _TABLES:
        if not sheet.marks & marks:
            continue
        for value, rule in table:
            for match in rule.on(sheet):
                yield kind, place, value, match.start(), match.end()


def _pattern(on: int, off: int, written: str) -> str | None:
    """The regime of "on/off" days; dates, fractions and "24/7" are none."""
    if "/" not in written and "через" not in written and not (on == off or (on, off) in ((20, 10), (45, 15), (30, 15))):
        return None
    if on + off == _SHARES:
        return None
    if (on, off) in ((5, 2), (6, 1)):
        return "full_day"
    if on >= _ROTATION_FROM_DAYS and off >= _ROTATION_FROM_DAYS and on in _TOURS and off in _TOURS:
        return "rotation"
    if 1 <= on <= 6 and 1 <= off <= 4 and (on, off) != (1, 1):
        return "shift"
    return "shift" if on == 24 and off in (48, 72) else None


def _history(sheet: Sheet, start: int, end: int) -> bool:
    left, right = sheet.clause(start, end)
    return _PAST.first(sheet.low[left:right]) is not None


def _over(sheet: Sheet, start: int, end: int, *, hard: bool) -> bool:
    """Whether a person has had enough of it, or refuses it behind a dash: "вахта - не предлагать"; `hard` work ends."""
    left, right = sheet.clause(start, end)
    _, reach = _reach(sheet, start, end)
    if (reach > right and denied_after(sheet, right + 1)) or _TIRED.first(sheet.low[left:right]):
        return True
    if not hard or not _ENOUGH.opens(sheet):
        return False
    following = sheet.clause(right + 1, right + 1)[1]
    return _ENOUGH.starts(sheet.low[right : min(following, sheet.sentence(start, end)[1])]) is not None


def _reach(sheet: Sheet, start: int, end: int) -> tuple[int, int]:
    """The clause around a place, with what a dash leads to: "ночной обход - обычное дело"."""
    left, right = sheet.clause(start, end)
    if sheet.low[right : right + len(_DASH)] == _DASH:
        right = sheet.clause(right + len(_DASH), right + len(_DASH))[1]
    return left, right


def _night(sheet: Sheet, *, vacancy: bool) -> Iterator[Fact]:
    path = "schedule.night" if vacancy else "accepts.night"
    for match in _NIGHT.on(sheet):
        left, right = sheet.clause(match.start(), match.end()) if vacancy else _reach(sheet, *match.span())
        near = sheet.low[max(left, match.start() - 40) : min(right, match.end() + 45)]
        if vacancy and _DRIVEN.first(sheet.low[left:right]):
            continue
        if not vacancy and health.caused(sheet, match.start(), match.end()):
            continue  # A limit of health is no wish.
        if _NIGHT_NO.first(near):
            fine = _NIGHT_FINE.first(near) is not None
            yield Fact(path, fine, match.start(), match.end(), 0.85 if fine else 0.95)
        elif vacancy or (
            _NIGHT_YES.first(near) and not _history(sheet, *match.span()) and not _over(sheet, *match.span(), hard=True)
        ):
            yield Fact(path, value=True, start=match.start(), end=match.end(), confidence=0.85)
    for match in _DAY_ONLY.on(sheet):
        yield Fact(path, value=False, start=match.start(), end=match.end(), confidence=0.8)
    if vacancy:
        for match in _NIGHT_HOURS.on(sheet):
            yield Fact(path, value=True, start=match.start(), end=match.end(), confidence=0.8)
