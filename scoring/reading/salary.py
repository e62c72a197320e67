"""Pay: the offer of a vacancy, the least a person would take.

Every amount of the text is found first; those joined by a dash, "до" or "-нан ... -ға дейін" are one range. An amount
counts as pay beside a word for pay, a currency or "на руки"; not beside a bonus, a fine, a turnover or a price. Bare
hundreds beside a word for pay are thousands ("меньше 450 чистыми"). A fixed sum is `from`. Currency, period and gross
are given only where they are written; "т.т." is thousands of tenge, "айлық" is by the month.
"""

from __future__ import annotations

from collections.abc import Iterator

from scoring.reading.amounts import Amount, groups
from scoring.reading.facts import Fact
from scoring.reading.numbers import tidy
from scoring.reading.sheet import Rule, Sheet

_GATE = Rule(
    r"\d{2}|\d\s*(?:млн|миллион|ты[сщ]|мың)",
)
_CONTEXT = Rule(
    r"з/?п\b|з\.п|зп\b|зарплат\w*|зараб\w+|заработн\w+ плат\w*|оклад\w*|ставк\w*|оплат\w*|плачу"
    r"|плат(?:им|ят)|жалақы\w*|айлық\w*|еңбекақы\w*|доход\w*|на руки|чистыми|қолға|тарифн|сделк|в месяц"
    r"|/мес|в час|/час|за смену|/смен|ауысымына|айына|сағатына|күніне|табыс|төлейміз|төлем\w*|salary"
    r"|меньше \d+ не|ниже \d+ не|в день\b|за день|\bвыход\b|ақша\w*|\bот \d|вахтасына|за вахту|за выход|бағасы|хочу"
    r"|минимум"
    r"|\bтөмен (?:емес|болма|ұсын|қарас)\w*|кемінде|қалаймын|желаем|жду\b|ожидаю|за \d+ (?:дн|сут|смен)",
)
_STRONG = Rule(
    r"з/?п\b|з\.п|зп\b|зарплат|заработн|зараб|оклад|жалақы|айлық|еңбекақы|доход|на руки|чистыми"
    r"|грязными|қолға|плат(?:им|ят|у\b|а\b|ить)|оплат|salary|табыс|төлейміз|төлем|ставк|тариф|\bфикс\b",
)
_NOT_PAY = Rule(
    r"преми\w*|бонус\w*|подъемн\w*|аванс\w*|штраф\w*|стоимост\w*|бюджет\w*|чек\w*|оборот\w*|кредит\w*"
    r"|касс\w*|выручк\w*|сыйақы|үстемеақы|доплат\w*|надбавк\w*|компенсац\w*|цена\w*|испытат\w*"
    r"|стажировк\w*|(?<!после )обучени\w*|сынақ|получа[люе]\w*|платили|получал|алатынмын|алғанмын|долг\w*|алимент"
    r"|ипотек|аренд\w*|депозит|залог|человек|адам\b|калибр|объем|продаж\w* на|суточн\w*|стипенд|подъем"
    r"|мзп|мрп|спецодежд|(?:прошл|прежн|предыдущ|последн)\w+ (?:зарплат|оклад|з/?п|доход)\w*|бұрынғы жалақы|была\b"
    r"|имел\w*|орын ақысы|жалға|тапсырыс\w*|за заказ|/\s?м2|/\s?кв|за (?:кв|м2|штук|заказ)|/\s?шт",
)
_PERIODS: tuple[tuple[str, Rule], ...] = (
    (
        "shift",
        Rule(
            r"(?:тг|тенге|₸)\s?/?\s?смена\b|(?:тыс\.?|мың|000) смена\b"
            r"|\bсмена\s*[-:]?\s*(?=\d{4}|\d+[ .]?000|\d+ ?(?:ты[сщ]|т\b|мың|к\b))|за (?:одну |ночную "
            r"|дневную )?смен|в смену"
            r"|/\s?смен|ауысымына"
            r"|бір ауысым|\bвыход\s*[-:]?\s*(?=\d)|(?:тыс\w*|мың|тг|тенге|000) выход|за (?:один )?(?:день"
            r"|выход|сутки)|в день|күніне|/\s?(?:день|сут)|за рабочий день|(?<!бес )(?<!алты )күндік\b|тәулігіне"
            r"|сменная|дневн\w+ (?:тариф|ставк|оплат)\w*",
        ),
    ),
    (
        "hour",
        Rule(
            r"в час\b|/\s?час|за (?:один |1 )?час\b|сағатына|почасов|per hour|/\s?ч\b|\bч/"
            r"|(?:тг|тенге|₸|\d00) час\b"
            r"|\bчас (?:стоит|работы|труда|оплачива\w+)\s*[-:]?\s*(?=\d|от|до|по)|\b(?:1|один|бір)"
            r" (?:час|сағат)\s*[-:=]?\s*(?=\d{3})"
            r"|\b(?:бір|1) сағат(?:қа|ы|ына)\b|сағаты\s*[-:]?\s*(?=\d{3})",
        ),
    ),
    (
        "month",
        Rule(
            r"в мес|/\s?мес|за месяц|айына|\bайлы[қғ]|ежемесяч|per month|мес\.|ай сайын",
        ),
    ),
    (
        "year",
        Rule(
            r"в год\b|за год\b|жылына|per year",
        ),
    ),
)
_IN_HAND = Rule(
    r"на руки|чистыми|чистая|қолға|қолыма|\bнетто|\bnet\b|после (?:вычета|налог)|таза\b|салықтан кейін"
    r"|салық\w* (?:ұстал|төлен|шегер)\w+ кейін",
    "руки|чист|қол|нетто|net|после|таза|салық",
)
_GROSS = Rule(
    r"до вычета|gross|брутто|грязными|до налог\w+|до удержан|салық\w* (?:(?:ұстал|шегеріл|төлен|алын)\w+ )?дейін"
    r"|салықсыз"
    r"|с учетом налог|салық\w* қос(?:а|қанда)",
    "вычет|gross|брутто|грязн|налог|удержан|салық",
)
_BARE_AFTER = Rule(
    r"\s*(?:$|[.,;)!?+\n-]|на руки|чист|қолға|в месяц|не\b|до\b|и выше|net|gross|грязн|за\b|плюс|жоғары"
    r"|нет\b|ден|дан|тен|тан)",
)
_DENIED = Rule(
    r".{0,4}?-?\s*(?:ден|дан|тен|тан|нен|нан)?\s*емес\b",
)
_WISHED = Rule(
    r"(?:хочу|хотел\w* бы|желаю|прошу|жду|ожидаю|рассчитываю|рассматриваю|рассмотрю|қалаймын|күтемін)\s+(?:на\s+)?"
    r"(?:от\s+|минимум\s+|не менее\s+)?$",
)
"""What a person says before bare hundreds that are their pay."""
_LEAST_BARE = 80
"""Bare hundreds below this are no thousands: the least pay of the country is above, numbers of houses are below."""
_FOR_WORK = Rule(
    r"\s*(?:за (?:одну )?(?:смену|выход|сутки|ночь|час|день)|в (?:смену|сутки|день|час)\b|/\s?(?:смен|сут|час|день)"
    r"|ауысымына|сағатына|күніне|смена\b|выход\b)|\s*\+\s*(?:тамақ|обед|питани|шай|чай|процент|бонус|%)",
)
"""What a bare sum is paid for, just behind it: "7500 за смену"."""
_LEAST_FOR_WORK = 800
_TONNES = Rule(r"\d\s?т\.?\s*$")
_LEAST_ALONE = 40_000
"""A sum that is a clause of its own is pay from here on: smaller ones are numbers of houses."""
_LEAST_WITH_CURRENCY = 300
_UP_TO = Rule(
    r"(?:\bдо|не (?:более|выше)|максимум|ең көбі)\s*$",
)
_UP_TO_AFTER = Rule(
    r"\s*(?:тенге|тг|мың)?(?:ға|ге|қа|ке)?\s*дейін",
)


def find(sheet: Sheet, *, vacancy: bool, stated: bool = False) -> Iterator[Fact]:
    """The pay as facts: of several sums the first that stands beside a word for pay, else the first with a currency.

    Args:
        sheet: the text.
        vacancy: of an ad, not of a person.
        stated: the record states its pay, so that only before or after tax is of use; few texts tell.
    """
    if (stated and not (_IN_HAND.opens(sheet) or _GROSS.opens(sheet))) or not _GATE.first(sheet.low):
        return
    best: tuple[int, list[Amount]] | None = None
    for group in groups(sheet):
        rank = _rank(sheet, group)
        if rank and (best is None or rank > best[0]):
            best = (rank, group)
    if best:
        yield from _facts(sheet, best[1], vacancy=vacancy)


def _rank(sheet: Sheet, group: list[Amount]) -> int:
    """0 = no pay; 3 = beside a word for pay; 2 = with a currency; 1 = thousands alone."""
    start, end = group[0].start, group[-1].end
    left, right = sheet.clause(start, end)
    before, after = sheet.before(start, 40), sheet.after(end, 30)
    refused = _DENIED.starts(sheet.low[end - 4 : end + 14])
    # "Оклад + премии = от 400 000": what stands before "=" is already in the sum.
    aside = sheet.low[max(left, start - 28) : start].rpartition("=")[2]
    if refused or _NOT_PAY.first(aside) or _NOT_PAY.starts(after.strip()):
        return 0
    top = group[-1].number * max(one.times for one in group)
    strong = _STRONG.first(before) or _STRONG.first(after) or _STRONG.first(sheet.low[left:right])
    whole = sheet.low[left:start].strip(" .") in ("от", "") and not sheet.low[end:right].strip(" .")
    tonnes = _TONNES.first(sheet.low[start:end]) and not strong and not (whole and top >= _LEAST_ALONE)
    if tonnes or (top < 1000 and not _alone(sheet, group)):
        return 0
    currency = any(one.currency for one in group)
    near_period = any(rule.first(after[:20]) for _, rule in _PERIODS)
    if strong and (currency or top >= _LEAST_BARE):
        return 3
    if currency:
        return 2 if top >= _LEAST_WITH_CURRENCY or near_period else 0
    return _bare_rank(sheet, group, top)


def _bare_rank(sheet: Sheet, group: list[Amount], top: float) -> int:
    """The rank of a sum without a currency and without a word for pay."""
    start, end = group[0].start, group[-1].end
    left, right = sheet.clause(start, end)
    before, after = sheet.before(start, 40), sheet.after(end, 30)
    if group[-1].times == 1e3 and top >= 20_000:
        return 1 + bool(_CONTEXT.first(before) or _CONTEXT.first(after))
    if _WISHED.first(before) or (top >= _LEAST_FOR_WORK and _FOR_WORK.starts(after)):
        return 1
    alone = sheet.low[left:right].strip(" .") == sheet.low[start:end].strip() and sheet.low[left - 1 : left] != "("
    if alone and top >= _LEAST_ALONE:
        return 1
    return 1 if top >= 10_000 and _CONTEXT.first(before[-20:] + " " + after) else 0


def _alone(sheet: Sheet, group: list[Amount]) -> bool:
    """Whether bare hundreds stand as pay does, and do not count the next word's things."""
    if any(one.currency for one in group):
        return True
    before = sheet.low[max(0, group[0].start - 1) : group[0].start]
    return before != "(" and _BARE_AFTER.starts(sheet.low[group[-1].end : group[-1].end + 14]) is not None


def _facts(sheet: Sheet, group: list[Amount], *, vacancy: bool) -> Iterator[Fact]:
    start, end = group[0].start, group[-1].end
    currency = next((one.currency for one in group if one.currency), None)
    values = _values(group, currency)
    # The point of "тг." may end the sentence.
    left, right = sheet.sentence(start, end - sheet.low[start:end].endswith("."))
    near = sheet.low[max(left, start - 40) : max(end, min(right, end + 40))]
    if vacancy:
        low_end, high_end = _ends(sheet, group, values)
        if low_end is not None:
            yield Fact("salary.from", tidy(low_end), start, end)
        if high_end is not None:
            yield Fact("salary.to", tidy(high_end), start, end)
    else:
        yield Fact("salary.min", tidy(values[0]), start, end)
    if currency:
        yield Fact("salary.currency", currency, start, end)
    period = _period(near, start - max(left, start - 40), end - max(left, start - 40))
    if period:
        yield Fact("salary.period", period, start, end)
    net = _IN_HAND.first(near)
    if net or _GROSS.first(near):
        yield Fact("salary.gross" if vacancy else "salary.in_hand", bool(net) != vacancy, start, end)


def _values(group: list[Amount], currency: str | None) -> list[float]:
    """The amounts of a range in full: "от 250 до 300 т.т." gives thousands to both; bare hundreds are thousands."""
    times = group[-1].times
    values = [one.number * (one.times if one.times > 1 else times if one.number < 1000 else 1.0) for one in group]
    if currency in (None, "KZT") and all(value < 1000 for value in values) and (currency is None or values[0] >= 40):
        values = [value * 1000 for value in values] if currency is None else values
    return values


def _ends(sheet: Sheet, group: list[Amount], values: list[float]) -> tuple[float | None, float | None]:
    if len(values) == 2:
        return (values[0], values[1]) if values[0] <= values[1] else (values[0], None)
    before, after = (
        sheet.low[max(0, group[0].start - 16) : group[0].start],
        sheet.low[group[0].end - 3 : group[0].end + 14],
    )
    if _UP_TO.first(before) or _UP_TO_AFTER.starts(after) or _UP_TO_AFTER.starts(after[3:]):
        return None, values[0]
    return values[0], None


def _period(near: str, start: int, end: int) -> str | None:
    """The period written nearest to the amount; what follows it is preferred."""
    best: tuple[int, str] | None = None
    for period, rule in _PERIODS:
        for match in rule.all(near):
            far = match.start() - end if match.start() >= end else start - match.end() + 8
            if best is None or far < best[0]:
                best = (far, period)
    return best[1] if best else None
