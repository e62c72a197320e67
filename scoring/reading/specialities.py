"""The speciality of a training where the words beside its level tell it, without "по специальности".

"Фармколледж", "юрфак" carry it in their heads, "высшее юридическое", "жоғары заң білімі" between their words, and
"Колледж, электроснабжение" says it as a clause of its own that is the name of a field by its ending.
"""

from __future__ import annotations

from scoring.reading.sheet import Rule, Sheet

_HEADS = (
    ("мед", "медицина"),
    ("фарм", "фармация"),
    ("пед", "педагогика"),
    ("юр", "юриспруденция"),
    ("стройтех", "строительство"),
    ("агро", "агрономия"),
    ("политех", ""),
)
_HEAD = Rule(r"(?P<h>[а-я]{2,9})[-.\s]?$")
_FIELD = (
    r"медицинск|техническ|экономическ|юридическ|педагогическ|строительн|финансов|фармацевтическ|экономичес|бухгалтерск"
    r"|психологическ|филологическ|сельскохозяйственн|ветеринарн|музыкальн|художественн|энергетическ|нефтегазов|горн"
    r"|транспортн|железнодорожн|кулинарн|торгов|инженерн|лингвистическ|математическ|агрономическ|архитектурн"
)
_BETWEEN = Rule(
    rf"(?P<ru>(?:{_FIELD})\w*)|\b(?:жоғары|орта)\s+(?:арнаулы\s+)?(?P<kk>(?:заң|медицина|педагогика|экономика|техника"
    r"|құрылыс|қаржы|филология|фармацевт|инженер|ветеринар|ауыл шаруашылы)\w*)\s+білім",
)
_SAID = Rule(
    r"\s*[,(:-]\s*\"?(?P<s>(?:[а-я-]{4,}\s+){0,2}?(?:[а-я-]{3,}(?:ение|ание|ика|огия|ография|омия|ация|акция"
    r"|ство|учет|дело|ование|енция|истика"
    r"|ерия|етика|медицина)|[а-я-]{4,}\s(?:дело|искусство)|(?:[а-я-]{3,}\s){0,2}[а-я-]{2,}(?:\s(?:ісі|ғылымы"
    r"|шаруашылығы))|[а-я]{3,}(?:тану|шылық|шілік)))\"?"
    r"(?=\s*(?:[.;,)\n]|$|\d{4}|в \d{4}|- ?\d{4}))",
)
_NOT_A_FIELD = Rule(
    r"образован|квалификац|специализац|окончан|стажиров|практик|категор|аттестац|сертификац|отличи|общежит|работа|знани"
)
_NEAR = 40


def beside(sheet: Sheet, start: int, end: int) -> str | None:
    """The speciality of the level named at start..end, None where nothing tells it."""
    words = sheet.low[start:end]
    between = _BETWEEN.first(words) or _BETWEEN.first(sheet.low[start : end + _NEAR // 2])
    if between:
        name = "ru" if between.group("ru") else "kk"
        return sheet.quote(start + between.start(name), start + between.end(name))
    said = _SAID.starts(sheet.low[end : end + _NEAR * 2])
    if said and not _NOT_A_FIELD.first(said.group("s")):
        return sheet.quote(end + said.start("s"), end + said.end("s"))
    head = _HEAD.first(sheet.low[max(0, start - 10) : start]) if start and sheet.low[start - 1 : start] != " " else None
    whole = (head.group("h") if head else "") + words
    return next((field for part, field in _HEADS if field and whole.startswith(part)), None)
