"""Working time: regime, employment, format, night work, hours; of a vacancy, or accepted by a person.

"N/N" is rotation from seven days on and shifts below; "5/2" and "6/1" are the full day. Of a person only what is wished
or accepted counts: what stands beside a past verb ("работал вахтой") is history, what is denied ("вахту не предлагать",
"түнге шыға алмаймын") is refused and goes to `refuses.*`. Night: asked of a vacancy where it names night shifts, false
where it denies them; of a person true where accepted and false where refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from scoring.reading.facts import Fact
from scoring.reading.negation import denied
from scoring.reading.sheet import Rule, Sheet, marks_of

_PATTERN = Rule(
    r"(?<![\d/.,])(?P<a>\d{1,2})\s?(?:/|через|х|на)\s?(?P<b>\d{1,2})(?![\d/]|[.,]\d|\s?(?:став|час|эт"
    r"|кв|под))",
    "/|через|х|на",
)
_REGIMES: tuple[tuple[str, Rule], ...] = (
    (
        "rotation",
        Rule(
            r"вахт(?!ер|ов\w* журнал|анг|ерш)\w*",
            "вахт",
        ),
    ),
    (
        "shift",
        Rule(
            r"сменн\w+(?= (?:график|режим|работ))|(?:график|режим)\w*\s*[-:]?\s*сменн\w+|посменн\w*"
            r"|\bсменами?\b|сменный\b|ауысым(?:дық|дап)\w*|(?<!күндізгі )ауысым(?:мен|да)\b|ауысымды\b"
            r"|сутки (?:через|на|/)|сутками|\bсутки[/-]|\bсут\w*\s?/\s?(?:двое|трое|2|3)|тәулік сайын"
            r"|тәулігі арқылы|бір тәулік|тәулік\s?[/ ]\s?\w+ тәулік\w*|\bshift",
            "смен|ауысым|сут|тәулі|shift",
        ),
    ),
    (
        "full_day",
        Rule(
            r"полн\w+ (?:рабоч\w+ )?д(?:ень|ня|нем)|пятиднев\w*|шестиднев\w*|толық (?:жұмыс )?күн\w*|(?:пн"
            r"|понедельник\w*|дүйсенбі\w*)\s?(?:-|по|до)\s?(?:пт|пятниц\w|сб|суббот\w|жұма\w*)|\b(?:пять"
            r"|пяти) дней в неделю|бес күндік|аптасына (?:5|бес) күн|full day",
            "полн|днев|толық|пн|понед|дүйсен|пят|бес|аптасына|full",
        ),
    ),
    (
        "flexible",
        Rule(
            r"гибк\w+(?: график\w*| режим\w*| распис\w+| время\w*)?|свободн\w+ (?:график\w*|режим\w*|распис\w+)"
            r"|икемді\b|кесте\w* икемді|еркін (?:кесте|график)\w*|flexible",
            "гибк|свободн|икемді|еркін|flexible",
        ),
    ),
)
_EMPLOYMENT: tuple[tuple[str, Rule], ...] = (
    (
        "part",
        Rule(
            r"пол[\s-]?ставк\w*|0[.,]5 став\w*|1/2 став\w*|на 0[.,]5|0[.,]5 мөлшерлеме\w*|жарты мөлшерлеме"
            r"|неполн\w+ (?:рабоч\w+ )?(?:д(?:ень|ня)|занят\w+|недел\w+)|пол(?:овину)?[\s-]?дня|подработ\w+"
            r"|частичн\w+ занят\w+|толық емес (?:жұмыс )?(?:күн|уақыт)\w*|жарты (?:күн|ставк)\w*"
            r"|жарты жұмыс күн\w*|part[\s-]?time|совместительств\w*|қосымша жұмыс|қосалқы жұмыс",
            "став|0,5|0.5|неполн|дня|подработ|частичн|толық емес|жарты|part|совместит|қосымша|қосалқы",
        ),
    ),
    (
        "full",
        Rule(
            r"полн\w+ занят\w+|полн\w+ ставк\w*|на ставку|\b(?:1|одн[аоу]\w?|цел\w+|бір)\s?(?:-?ставк"
            r"|мөлшерлеме)\w*|толық (?:жұмыспен )?қамт\w*|толық ставк\w*|толық жүктеме\w*|полн\w+ нагрузк\w*"
            r"|full[\s-]?time",
            "занят|нагрузк|жүктеме|ставк|қамт|мөлшерлеме|full",
        ),
    ),
    (
        "temporary",
        Rule(
            r"временн\w+ (?:работ|занят|подработ|трудоустр|мест)\w*|на время (?:декрет|отпуск|отсутств"
            r"|больнич)\w*|уақытша (?!тірке)\w*|временно (?:треб|нуж|ищ|на)\w*|\bработа временно"
            r"|декретн\w+ ставк\w*|декрет\w* (?:демалыс|уақыт)\w*",
            "времен|время|уақытша|декрет",
        ),
    ),
    (
        "seasonal",
        Rule(
            r"сезонн\w+|на (?:летний |весь |посевн\w+ )?сезон\b|маусымдық|маусымға|на (?:посевную|уборочную)"
            r"|seasonal",
            "сезон|маусым|посевн|уборочн|season",
        ),
    ),
    (
        "project",
        Rule(
            r"проектн\w+ занят\w*|\b(?:беру|ищу|возьму|рассм\w+|интерес\w+|готов\w* (?:к|на)|только"
            r"|на) (?:\w+ )?проектн\w+ работ\w*|разов\w+ (?:работ|заказ)\w*|по договору гпх|жобалық жұмыс\w*",
            "проектн|разов|гпх|жобалық",
        ),
    ),
    (
        "internship",
        Rule(
            r"(?:на|оплачиваем\w+|ищу|прохожд\w+|приглаш\w+ на) стажировк\w*|стаж[её]р(?:а|ом"
            r"|ы)?\b(?=[^.]{0,20}(?:требует|нуж|ищ|керек))|тағылымдама\w*|интернатур\w*|internship",
            "стаж|тағылым|интерн|intern",
        ),
    ),
)
_FORMATS: tuple[tuple[str, Rule], ...] = (
    (
        "hybrid",
        Rule(
            r"гибридн\w+|частично удал\w+|hybrid|\bгибрид\b|гибридті",
            "гибрид|частично|hybrid",
        ),
    ),
    (
        "remote",
        Rule(
            r"удал[её]нн\w+|\bудал[её]нк\w+|дистанционн\w+|из дома\b|(?:работа|работать|работу|только"
            r"|вакансии) на дому\b|надомн\w+|remote|қашықтан\w*|қашықтықтан"
            r"|үйден (?:жұмыс|істе)\w*|үйде отырып",
            "удален|дистанц|из дома|на дому|remote|қашық|үйде",
        ),
    ),
    (
        "travelling",
        Rule(
            r"разъездн\w+|командировочн\w+ (?:характер|работ)\w*|(?:част|постоян|длительн"
            r"|регулярн)\w+ командиров\w+|іссапарлық|межгород\w*|международн\w+ рейс\w*|дальнобо\w*|разъезд\w*",
            "разъезд|командир|іссапар|межгород|рейс|дальнобо",
        ),
    ),
    (
        "on_site",
        Rule(
            r"(?:работа|только|строго) (?:в|из) офис\w*|кеңседе (?:жұмыс|отыр)\w*|офисте жұмыс|on[\s-]?site"
            r"|(?<=[,;\n•]) ?(?:в офисе|кеңседе|офисте|работа в офисе)(?=\s*(?:[,;.\n]|$))"
            r"|на территории работодател\w+",
            "офис|кеңсе|site|территори",
        ),
    ),
)
_NIGHT = Rule(
    r"(?<!\bи )(?:в |на |по )?\bноч(?:ь|и|ам|ью|ами|н\w+|ную)\b(?: смен\w*| работ\w*| график\w*"
    r"| выход\w*)?|\bтүн(?:гі|де|ге|імен|ді|мен)\b(?: ауысым\w*| кезек\w*| жұмыс\w*| смена\w*)?|\bnight",
    "ноч|түн|night",
)
_NIGHT_HOURS = Rule(
    r"с\s?(?:19|20|21|22|23)(?:[:.-]?00)?\s?(?:до|-)\s?(?:0?[4-9])(?:[:.-]?00)?\b|\b(?:19|20|21|22"
    r"|23)[:.]00\s?(?:-|до|ден|дан)\s?0?[4-9][:.]00",
    "19|20|21|22|23",
)
_NIGHT_NO = Rule(
    r"ноч\w*(?:\s\w+)?\s*[-:,]?\s*(?:не\b|нет\b|исключ|нельзя|запре)|(?:без|кроме|не|нет|запрет\w+"
    r"|запреще\w+|нельзя|ни)\s(?:\w+\s){0,2}ноч|түн\w*(?:\s\w+){0,3}\s*(?:жоқ|емес|алмаймын|істемеймін"
    r"|шықпаймын|бармаймын|болмайды|келмеймін|қаламаймын|ұсынбаңыз)|ночью (?:сплю|дома)|только дн[её]м"
    r"|только дневн|тек күндіз",
)
_NIGHT_YES = Rule(
    r"привык|можно|могу|готов|не против|не боюсь|не пугают?|устраива|подход|соглас|қарсы емес|аламын"
    r"|болады|істеймін|шығамын|үйренген|да\b|рассм|выхожу|не проблема|нормально|қорықпаймын|ұнайды"
    r"|люблю|удобн|интерес|ищу|только|тек\b|жарайды|дайынмын|спокойно|лучше|предпоч|хоть|и в ноч|и ноч"
    r"|в том числе|келіс|ыңғайлы|қолайлы|знаком|возмож|свободн",
)
_PAST = Rule(
    r"работал\w*|трудил\w*|ездил\w*|был\w* на|отработал\w*|істедім|жұмыс істегенмін|істегенмін|жүрдім"
    r"|жасадым|прежд|раньше|бұрын|до этого|стаж вахт|опыт (?:работы )?(?:на )?вахт",
    "работал|трудил|ездил|был|істе|жүрдім|жасадым|прежд|раньше|бұрын|до этого|опыт|стаж",
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


_TABLES = tuple(
    (kind, place, table, marks_of(rule for _, rule in table))
    for kind, place, table in (
        ("regimes", "regime", _REGIMES),
        ("employment", "employment", _EMPLOYMENT),
        ("formats", "format", _FORMATS),
    )
)


def find(sheet: Sheet, *, vacancy: bool) -> Iterator[Fact]:
    """The facts of working time."""
    for kind, place, value, start, end in _named(sheet):
        no = denied(sheet, start, end)
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


def _night(sheet: Sheet, *, vacancy: bool) -> Iterator[Fact]:
    path = "schedule.night" if vacancy else "accepts.night"
    for match in _NIGHT.on(sheet):
        left, right = sheet.clause(match.start(), match.end())
        near = sheet.low[max(left, match.start() - 40) : min(right, match.end() + 45)]
        if _NIGHT_NO.first(near):
            fine = any(words in near for words in ("карсы емес", "не против", "не боюсь", "не пуга"))
            yield Fact(path, fine, match.start(), match.end(), 0.85 if fine else 0.95)
        elif vacancy or (_NIGHT_YES.first(near) and not _history(sheet, match.start(), match.end())):
            yield Fact(path, value=True, start=match.start(), end=match.end(), confidence=0.85)
    if vacancy:
        for match in _NIGHT_HOURS.on(sheet):
            yield Fact(path, value=True, start=match.start(), end=match.end(), confidence=0.8)
