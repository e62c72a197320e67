"""Whether what stands at a place is denied or only wished for, by the words just around it.

Russian denies before ("без вахты", "не нужна") or after ("прав нет"); Kazakh after ("көлігім жоқ", "қажет емес",
"-сыз"). A denial reaches no further than its clause.
"""

from __future__ import annotations

from scoring.reading.sheet import Rule, Sheet

_BEFORE = Rule(
    r"(?:\b(?:без|(?<!қашықтан )(?<!офис )(?<!офисте )(?<!гибрид )не(?! ниже| менее| меньше| более| больше| старше"
    r"| моложе| позднее| только| против"
    r"| боюсь| выше)|нет|кроме|ни|никак\w+|исключая)\s+(?:\w+\s+){0,2}"
    r"|\b(?<!қашықтан )(?<!офис )(?<!офисте )(?<!гибрид )не(?:ту|т)?\s*[:-]?\s*)$",
)
_AFTER = Rule(
    r"\W*(?:\w+\W+){0,3}?(?:нет(?:у)?\b|не\s+(?:нуж|треб|обяз|важ|рассм|предл|предост|предусм|интерес|подход"
    r"|могу|хочу|буду|имею|имеет|получ|было|приходил|умею|знаю|владею|люблю|работа|выхож|выход|выйд|соглас|соглаш|потян|тяну|выдерж|готов|планир|жела|вариант|мое\b|мой\b|моя\b|беру|поеду|еду\b|езжу"
    r"|пойду|смогу|возьму|устраива|оформля|сдавал|делал)"
    r"|отсутству|жоқ|(?<!төмен )(?<!кем )(?<!аз )емес|керек емес|қажет емес|болмады|болған жоқ|алмаймын|істемеймін"
    r"|істемедім"
    r"|білмеймін|бармаймын|шықпаймын|қалмаймын|тұрмаймын|жүрмеймін|көнбеймін|келіспеймін|қарамаймын|қаламаймын|жарамайды|келмейді"
    r"|болмайды|ұнамайды|ұсынбаңыз|керегі жоқ|исключ|кроме\b|за\s+(?:свой|ваш)\s+сч)",
)
_WISH = Rule(
    r"желател|приветств|плюс|преимуществ|бонусом|будет хорошо|необязател|не обязател|артықшылы|құптал"
    r"|қалаулы|жақсы болар|болса,? (?:жақсы|супер|дұрыс|тіпті)|хорошо,? если|кстати|если есть|пригод|предпочт|жөн болар"
    r"|ескеріледі|басымдық|а\s*plus|nice to have"
    r"|preferred",
    "желател|приветств|плюс|преимущ|бонусом|хорошо|обязател|артықшыл|құптал|қалаулы|жақсы|пригод"
    "|кстати|если|болса|предпочт|жөн|ескеріл|басымд|plus|nice|prefer",
)

_WISH_AFTER = Rule(
    r"\W*(?:(?:это|но|что|и|будет|как|большим|вашим|огромным|тек|бұл)\s+){0,3}(?:желател|приветств|плюс"
    r"|преимуществ|бонус|необязател|не обязател|артықшылы|құптал|қалаулы)",
)


def denied_before(sheet: Sheet, start: int) -> bool:
    """Whether a "без", "не" or "нет" stands just before, in the same clause."""
    left, _ = sheet.clause(start, start)
    return _BEFORE.first(sheet.low[max(left, start - 36) : start]) is not None


def denied_after(sheet: Sheet, end: int) -> bool:
    """Whether the clause goes on with a denial within a few words."""
    _, right = sheet.clause(end, end)
    return _AFTER.starts(sheet.low[end : min(right, end + 60)]) is not None


def denied(sheet: Sheet, start: int, end: int) -> bool:
    """Whether what stands at start..end is denied."""
    return denied_before(sheet, start) or denied_after(sheet, end)


def wished(sheet: Sheet, start: int, end: int) -> bool:
    """Whether what stands at start..end is only welcome, not asked: "желательно", "будет плюсом", "артықшылық"."""
    left, right = sheet.clause(start, end)
    if _WISH.first(sheet.low[left:right]):
        return True
    # The wish may follow in brackets or after a comma: "водительские права (желательно)".
    if sheet.low[right : right + 2].strip()[:1] in ("(", ",", "-"):
        _, further = sheet.clause(min(right + 2, len(sheet.low)), min(right + 2, len(sheet.low)))
        tail = sheet.low[right + 1 : min(further, right + 32)].strip(" -")
        return len(tail) < 32 and _WISH_AFTER.starts(tail) is not None
    return False
