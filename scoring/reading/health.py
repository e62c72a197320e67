"""What a person says their health forbids, in the codes of `health_limits`; for the verdict of suitable work alone.

Only a cause of health makes a limit: the doctor, pain, an illness or "по здоровью", or being unable to lift or stand.
A refusal for other reasons ("ночные не предлагать: дома ребёнок") is a wish, not a limit.
"""

from __future__ import annotations

from collections.abc import Iterator

from scoring.reading.facts import Fact
from scoring.reading.sheet import Rule, Sheet, marks_of

_CAUSE = Rule(
    r"врач\w*|здоровь\w*|медицинск\w+ показ\w+|противопоказ\w*|болит|больн\w+|боли\b|спин[аеыу]"
    r"|позвоноч\w*|гры[жж]\w+|суста\w+|астм\w*|аллерг\w*|давлени\w*|сердц\w*|операци\w*|инвалид\w*"
    r"|нельзя|запрет\w*|головокруж\w*|эпилеп\w*|зрени\w*|слух\w*|дәрігер\w*|денсаулы\w+|ауыр(?:ад|ып"
    r"|у)\w*|белім|бел ауыр\w*|жүрег\w*|қысым\w*|демікпе\w*|аллергия\w*|тыйым|болмайды|мүгедек\w*"
    r"|буын\w*|варикоз\w*|жөтел\w*|каш(?:ель|л)\w*|(?<!не )боюсь|қорқамын",
    "жөтел|каш|врач|здоров|показ|бол|спин|позвон|гры|суста|астм|аллерг|давлен|серд|операц|инвалид|нельзя|запр"
    "|голов|эпил|зрен|слух|дәрігер|денсау|ауыр|бел|жүрег|қысым|демік|тыйым|мүгед|буын|варик|боюсь|қорқ",
)
_LIMITS: tuple[tuple[str, Rule, bool], ...] = (
    (
        "heavy_lifting",
        Rule(
            r"тяжест\w*|(?:нагрузк|поднима|груз)\w*[^.;]{0,12}до \d+\s?кг|тяжелее \d+\s?кг|(?:больше|более|свыше"
            r"|выше) \d+\s?(?:кг|килогр)\w*(?= не )|тяжел\w+(?= (?:не|нельзя|физич|поднима|работ|груз|таска))"
            r"|поднимать (?:больше|более"
            r"|свыше)|ауыр (?:жүк|зат|көтер|жұмыс)\w*|ауыр\w* көтер\w*|мешк\w+ (?:таска|поднима|носи)\w+"
            r"|таскать (?:мешк|груз)\w*"
            r"|\bвес поднима\w+|поднима\w+ вес\b",
            "мешк|таска|тяжест|тяжел|поднимать|ауыр|нагрузк|поднима|груз|больше|более|свыше|выше",
        ),
        True,
    ),
    (
        "night_work",
        Rule(
            r"\bноч\w+|түн(?:гі|де|ге)\b",
            "ноч|түн",
        ),
        False,
    ),
    (
        "heights",
        Rule(
            r"высот\w*|биікт\w+",
            "высот|биікт",
        ),
        False,
    ),
    (
        "standing",
        Rule(
            r"(?:долго|весь день|целый день|много|на ногах) (?:\w+ )?(?:стоя\w*|на ногах)|стоять (?:долго|весь"
            r"|целый|на ногах|не могу)\w*|на ногах (?:долго|весь|целый|не могу|нельзя)|ұзақ (?:уақыт )?тұр\w*"
            r"|түрегеп тұр\w*|тік тұр\w*",
            "стоя|на ногах|тұр",
        ),
        True,
    ),
    (
        "cold",
        Rule(
            r"холод\w*|мороз\w*|сыр(?:ость|ости)|на улице зимой|суық\w*|аяз\w*",
            "холод|мороз|сыр|зимой|суық|аяз",
        ),
        False,
    ),
    (
        "dust",
        Rule(
            r"пыл[ьи]\w*|шаң\w*|цемент\w*(?= нельзя)",
            "пыл|шаң|цемент",
        ),
        False,
    ),
    (
        "driving",
        Rule(
            r"за руль\w*|управлять (?:авто|машин|трансп)\w*|водить (?:нельзя|не могу|машин)\w*|көлік жүргіз\w*"
            r"|рульге",
            "рул|управлять|водить|жүргіз",
        ),
        False,
    ),
    (
        "noise",
        Rule(
            r"шум\w*|\bшу(?:лы|ға|да)?\b",
            "шум|шу",
        ),
        False,
    ),
)
_MARKS = marks_of(rule for _, rule, _ in _LIMITS)
_ILLNESS = Rule(
    r"врач\w*|здоровь\w*|медицинск\w+ показ\w+|противопоказ\w*|болит|больн\w+|боли\b|сердц\w*|давлени\w*|операци\w*"
    r"|эпилеп\w*|зрени\w*|астм\w*|травм\w*|дәрігер\w*|денсаулы\w+|ауыр(?:ад|ып|у)\w*|жүрег\w*|қысым\w*"
    r"|демікпе\w*",
    "врач|здоров|показ|бол|серд|давлен|операц|эпил|зрен|астм|травм|дәрігер|денсау|ауыр|жүрег|қысым|демік",
)
"""A cause that is health and nothing else: only it makes a limit of what people also refuse by wish."""
_CANNOT = Rule(
    r"не мо(?:гу|жет)\b|не смо(?:гу|жет)|нельзя|не поднима(?:ю|ть)|не разреш\w+|не позвол\w+|не допуск\w+|нежелательн"
    r"|мүмкін емес|жарамай|не рекоменд|запрет|запрещ|противопоказ|исключ|ограничен|избегать"
    r"|аллерг|болит|(?<!не )боюсь|алмаймын|болмайды|тыйым|көтермеймін|тұра алм|жақпайды|шаршайм|не переношу"
    r"|ауырады|қорқамын|рұқсат (?:жоқ|бермейді|етпейді|етілмей)|не выношу|кроме|без ",
    "не |нежел|мүмкін|жарам|нельзя|запр|противоп|исключ|огранич|избег|аллерг|болит|боюсь|алмайм|болмай|тыйым|көтерм"
    "|тұра"
    "|жақп|шарш|ауыр|қорқ|рұқсат|кроме|без ",
)
_NOT_LIMIT = Rule(
    r"не боюсь|не пуга|қорықпаймын|без проблем|привык|не против|без аллерг|не страш|қарсы емес",
    "не |қор|без |привык|қарсы",
)


def find(sheet: Sheet) -> Iterator[Fact]:
    """Limits as facts. `plain` limits need no cause: "тяжёлое не поднимаю" says enough."""
    if not sheet.marks & _MARKS:
        return
    for code, rule, plain in _LIMITS:
        for match in rule.on(sheet):
            start, end = match.span()
            left, right = sheet.clause(start, end)
            sentence_left, sentence_right = sheet.sentence(start, end)
            near = sheet.low[max(sentence_left, start - 60) : min(sentence_right, end + 60)]
            clause = sheet.low[left:right]
            if _NOT_LIMIT.first(clause) or not (_CANNOT.first(clause) or _CANNOT.first(near)):
                continue
            if code == "night_work" and not caused(sheet, start, end):
                continue
            if plain or (_CAUSE.first(near) and "реб" not in near and "бала" not in near):
                yield Fact("health_limits", code, start, end, 0.85)


def caused(sheet: Sheet, start: int, end: int) -> bool:
    """Whether a person names their health as the reason for what stands at start..end, in the same sentence."""
    left, right = sheet.sentence(start, end)
    return _ILLNESS.first(sheet.low[max(left, start - 60) : min(right, end + 60)]) is not None
