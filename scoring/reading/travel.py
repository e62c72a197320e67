"""How a person gets to work: own car, readiness to move, the longest way in minutes.

Own car is true where a person has or uses their own ("машина есть", "на своём авто", "көлігім бар"), false where they
say that there is none. Driving for a living ("машина бар жерге") is neither. To move: "possible" or "none".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scoring.reading.facts import Fact
from scoring.reading.sheet import Rule, Sheet, fold, marks_of

_CAR = r"(?:машин[аыу]|авто(?:мобил\w+)?|тачк\w+|\"?газел\w+\"?|транспорт)"
_HAS_CAR = Rule(
    rf"\b(?:есть|имеется|имею)\s+(?:сво[йяе]\w*\s+|личн\w+\s+|собственн\w+\s+)?{_CAR}(?!\w)"
    rf"|{_CAR}\s+(?:\w+\s+)?(?:есть|имеется|своя|свой|личн\w+)\b|(?:\bна\s+|со?\s+)?(?:сво[йеёю]\w*"
    rf"|личн\w+|собственн\w+)\s+{_CAR}\w*"
    r"|(?:көлігім|машинам|автокөлігім|авто[мк]\w*)\s+бар|(?:жеке|өз)\s+(?:авто)?(?:көлі|машин)\w+"
    r"|\bмашина бар(?=\s*(?:[.,;]|$))|өз көлігім\w*|\bс авто\b|own car"
    r"|\bсво(?:й|я|ей|ем|ём|ю|им)\b \"?(?:грант[аеуы]|нив[аеуы]|приор[аеуы]|камри|ларгус|калин[аеуы]"
    r"|тойот[аеуы]|хундай|хендай"
    r"|лад[аеуы]|жигул|ваз\b|уаз|газел|нексия|матиз|кобальт|поло|рено|логан|дастер|пассат|ауди|форд|шевроле"
    r"|toyota|lada|kia|киа"
    r"|hyundai)\w*"
    r"|\b(?:нива|камри|приора|гранта|ларгус|газел)\w{0,2}м бар\b",
    "нива|камри|приора|гранта|ларгус|газел|есть|имее|имею|свой|свое|своё|своя|свою|своим|личн|собств|көлі|машин"
    "|авто|car",
)
_NO_CAR = Rule(
    rf"(?:{_CAR}|(?:сво[йеё]\w*|личн\w+)\s+{_CAR}\w*)\s+(?:пока\s+|у меня\s+|сейчас\s+)?(?:нет|не имею"
    rf"|отсутств\w+|продал\w*)\b|\bбез\s+(?:сво\w+\s+|личн\w+\s+)?(?:авто|машин\w+)(?!\w)"
    rf"|\bнет\s+(?:сво\w+\s+|личн\w+\s+)?(?:машин\w+|авто(?:мобил\w+)?)(?!\w)"
    r"|(?:көлігім|машинам|автокөлігім|көлік|машина)\s+жоқ",
    "нет|без|жоқ|не имею|отсутств|продал",
)
_MOVES = Rule(
    r"готов\w*\s+(?:к\s+)?(?:переезд\w*|переехать|сменить город|релок\w+)"
    r"|переезд\w*\s*[-:]?\s*(?:только )?при (?:предост|услов|наличи)\w+|переезд\w*\s*[-:]?\s*(?:обсужд\w+|возмож\w+"
    r"|рассм\w+|не против|готов\w*|не пугает|ок|да\b|можно)"
    r"|рассм\w+\s+переезд\w*|(?:могу|можем|можно)\s+переехать|перееду\b|не против переезда"
    r"|возможен переезд|(?:в )?любой (?:город|регион)\w*|көш(?:уге|іп)\s+(?:\w+\s+)?(?:дайын\w*|бара"
    r"|келе|мүмкін\w*|қарсы емес)\w*|көшемін|көшуге болады|қоныс аудар\w+\s+(?:\w+\s+)?(?:дайын|болады|мүмкін)\w*"
    r"|релокац\w+ (?:возм|готов|рассм)\w*"
    r"|куда угодно|relocate",
    "переезд|переех|переед|сменить город|релок|любой|көш|қоныс|куда угодно|relocat",
)
_STAYS = Rule(
    r"(?:без|кроме)\s+переезд\w*|переезд\w*\s*[-:]?\s*(?:не\s+(?:рассм|интерес|подход|планир|предлаг"
    r"|хочу|готов|возмож)\w*|нет\b|исключ\w+|невозмож\w+)|(?:не\s+(?:готов\w*|могу|хочу|буду|собираюсь"
    r"|планирую|рассматриваю)\s+)(?:\w+\s+)?(?:к\s+)?(?:переезд\w*|переезжать|переехать)"
    r"|көшпейм\w*|никуда\s+(?:не\s+(?:поеду|перееду|переезжаю)|уезжать)|көш(?:пеймін|кім келмейді|е алмаймын"
    r"|уге (?:дайын емес|қарсы)\w*|у (?:жоқ|қарастырылмайды|мүмкін емес))|не перееду"
    r"|из города (?:не уеду|никуда)",
    "переезд|переезж|переех|переед|никуда|көш|уеду",
)
_MINUTES = Rule(
    r"(?:дорог\w+|ехать|доезжа\w+|добир\w+|езды|пути|ходьбы|жол\w*|пешком|не дальше|не более"
    r"|в пределах|үйден|үйімнен)\D{0,25}?(?P<a>\d{2,3})\s?мин\w*|(?P<b>\d{2,3})\s?мин\w*\s+(?:дейін\s+)?(?:езды"
    r"|дороги|пути|ходьбы"
    r"|в дороге|жол\w*|от дома|пешком)|(?:дорог\w+|ехать|добир\w+|доезжа\w+|езды)(?: [а-я]+)?\s*[-:,]?\s*(?:до"
    r"|не более|не больше|максимум"
    r"|в пределах)\s+(?:1\s|одного\s)?(?P<o>час)а?\b"
    r"|жол\w*\s+(?:1|бір)\s+(?P<s>сағат)|не дальше\s+(?P<k>час)а\b|до\s+(?P<c>\d{2,3})\s?мин\w*\s+от\b"
    r"|(?:дорога\w*\s+)?(?:до"
    r"|не более|не больше)\s+(?:(?P<h>час)а"
    r"|полутора часов)\s+(?:дороги|езды|пути|в (?:одну сторону|дороге|пути))",
    "мин|час|сағат",
)
_MARKS = marks_of((_HAS_CAR, _NO_CAR, _MOVES, _STAYS, _MINUTES))
_WORK_CAR = Rule(
    r"служебн|компани|предост|қызметтік|работодател|фирм|дает|береді|керек|нуж|ремонт|куплю",
    "служеб|компани|предост|қызмет|работод|фирм|дает|береді|керек|нуж|ремонт|куплю",
)


_CAR_OF_ONES_OWN = Rule(
    rf"(?:личн|собственн|сво)\w+\s+(?:\w+\s+)?{_CAR}|наличие\s+(?:\w+\s+)?{_CAR}|(?:жеке|өз)\s+(?:авто)?(?:көлі|машин)"
    r"|own (?:car|vehicle)",
    "личн|собств|сво|наличие|жеке|өз|own",
)


@lru_cache(maxsize=10_000)
def asks_own_car(demand: str) -> bool:
    """Whether a short demand of a vacancy is a car of one's own: "личный автомобиль", "жеке көлік"."""
    return _CAR_OF_ONES_OWN.first(fold(demand)) is not None


_IF_HOUSED = Rule(
    r"(?:если|при|только|лишь|услови\w*|когда)\b[^.;]{0,40}(?:жиль|квартир|общежит|комнат|дом(?:ом|а)?\b)"
    r"|\bс (?:\w+ )?жиль[её]м|(?:жиль[её]|квартир\w+|общежити\w+) (?:обязательн|нужн|предостав)\w*"
    r"|(?:\bүй|баспана|пәтер|тұрғын үй|жатақхана|жатын орын)\w*\s+(?:\w+\s+)?"
    r"(?:бер(?:се|ілсе|генде)|болса|тапса|керек|шарт)\w*",
    "жиль|квартир|общежит|комнат|дом|үй|баспана|пәтер|жатақхана|жатын",
)
"""To move, but into a bed of the employer's: "перееду, если дадут жильё", "үй берсе көшемін"."""


def find(sheet: Sheet) -> Iterator[Fact]:
    """What a resume says of car, moving and the way."""
    if not sheet.marks & _MARKS:
        return
    for match in _NO_CAR.on(sheet):
        yield Fact("travel.own_car", value=False, start=match.start(), end=match.end(), confidence=0.92)
    for match in _HAS_CAR.on(sheet):
        left, right = sheet.clause(match.start(), match.end())
        if not _WORK_CAR.first(sheet.low[left:right]):
            yield Fact("travel.own_car", value=True, start=match.start(), end=match.end())
    for match in _STAYS.on(sheet):
        yield Fact("travel.relocation", "none", match.start(), match.end(), 0.92)
    for match in _MOVES.on(sheet):
        yield Fact("travel.relocation", "possible", match.start(), match.end())
        left, right = sheet.sentence(match.start(), match.end())
        if _IF_HOUSED.first(sheet.low[left:right]):
            yield Fact("relocation.if_housed", value=True, start=match.start(), end=match.end())
    for match in _MINUTES.on(sheet):
        minutes = int(match.group("a") or match.group("b") or match.group("c") or _hours(match))
        if minutes <= 240:
            yield Fact("travel.max_minutes", minutes, match.start(), match.end())


def _hours(match: re.Match[str]) -> int:
    """The minutes of "до часа" and "до полутора часов"."""
    return 60 if match.group("h") or match.group("o") or match.group("s") or match.group("k") else 90
