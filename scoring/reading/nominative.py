"""A position in the nominative singular, from the case that a construction demands.

"ins": "сварщиком" after "ищу работу"; "acc": "продавца" after "ищем"; "gen": "повара" after "место"; "nom": plural
after "требуются"; "kk": Kazakh case and plural endings. Only the head and the adjectives before it change; what
follows stays as it is ("водителем погрузчика" -> "водитель погрузчика"). Endings decide, there is no dictionary.
"""

from __future__ import annotations

import re


def _pairs(written: str) -> tuple[tuple[str, str], ...]:
    """Endings as "old>new", the longer first where one ends the other."""
    return tuple((old, new) for old, _, new in (one.partition(">") for one in written.split()))


_ADJECTIVE = {
    "ins": _pairs("ым>ый шим>ший щим>щий ким>кий гим>гий ним>ний ной>ная вой>вая шей>шая щей>щая ской>ская ней>няя"),
    "acc": _pairs("ого>ый шего>ший щего>щий его>ий ых>ый их>ий ую>ая юю>яя"),
    "nom": _pairs("ые>ый чие>чий шие>ший ние>ний щие>щий кие>кий"),
}
_NOUN = {
    "ins": _pairs(
        "телем>тель тарем>тарь карем>карь царем>царь ларем>ларь арем>арь цом>ец вцом>вец ицей>ица цией>ция "
        "ницей>ница шей>ша еей>ея ней>ня ачом>ач врачом>врач кой>ка той>та строй>стра рой>ра ной>на "
        "логом>лог ом> ем>й"
    ),
    "acc": _pairs(
        "ба>б сира>сир мира>мир телей>тель теля>тель ларя>ларь аря>арь арей>арь вца>вец рца>рец нца>нец"
        " вцов>вец нцов>нец рцов>рец "
        "иц>ица ицу>ица ку>ка шу>ша ею>ея ню>ня стру>стра сестер>сестра щиков>щик чиков>чик ников>ник ов> "
        "еров>ер ачей>ач чей>ч ста>ст ика>ик ера>ер ора>ор ога>ог ара>ар ата>ат нта>нт ача>ач рга>рг фа>ф "
        "да>д на>н ля>ль за>з"
    ),
    "nom": _pairs(
        "истки>истка стки>стка тели>тель ари>арь щики>щик чики>чик ники>ник вцы>вец рцы>рец нцы>нец ицы>ица"
        " исты>ист еры>ер оры>ор "
        "логи>лог енты>ент анты>ант повара>повар мастера>мастер доктора>доктор водители>водитель "
        "сестры>сестра ачи>ач арки>арка янки>янка ерши>ерша яни>яня швеи>швея графы>граф иры>ир сары>сар "
        "яры>яр"
    ),
}
_NOUN["gen"], _ADJECTIVE["gen"] = _NOUN["acc"], _ADJECTIVE["acc"]
_KAZAKH = re.compile(r"(?<=\w{3})(?:лар|лер|дар|дер|тар|тер)?(?:ды|ді|ты|ті|ны|ні|ға|ге|қа|ке)?$")
_KAZAKH_HEAD = re.compile(r"(?:шы|ші|гер|кер|ман)(?:лар|лер|дар|дер|тар|тер)?(?:ды|ді|ты|ті|ны|ні|ға|ге|қа|ке)?$")
_KAZAKH_LETTER = re.compile("[әғқңөұүһі]")
_PLURAL = re.compile(
    r"(?<=\w{3})(?<!ли)(?<!ри)(?<!ен)(?<!ей)(?<!ил)(?:[лд][ае]р|(?<=[птксшқ])(?<!с)т[ае]р)(?:ды|ді|ты|ті|ға|ге|қа|ке)?$"
)
"""Not of loanwords: "лидер", "мастер", "санитар", "кондитер" are singular."""
_PREDICATE = re.compile(r"([әғқңөұүһіа-я]{4,}?)(?:мын|мін|бын|бін|пын|пін|мин|бин|пин)$", re.IGNORECASE)
_SUBSTANTIVE = (
    "горничной",
    "горничную",
    "горничные",
    "рабочим",
    "рабочего",
    "рабочие",
    "дежурным",
    "дежурного",
    "заведующим",
    "заведующей",
    "управляющим",
    "управляющего",
    "кассиром",
)


def nominative(phrase: str, case: str) -> str:
    """The phrase in the nominative, as far as the endings tell."""
    words = _PREDICATE.sub(r"\1", phrase).split()
    if not words or case == "kk":
        return " ".join([*words[:-1], _kazakh(words[-1])]) if words else phrase
    out: list[str] = []
    for place, word in enumerate(words):
        adjective = _swap(word, _ADJECTIVE[case]) if len(word) > 4 else None
        noun = _swap(word, _NOUN[case])
        final = word in _SUBSTANTIVE or word.endswith(("ие", "ые"))
        if (
            adjective
            and (place + 1 < len(words) or final)
            and not (noun and word.endswith(("ой", "ей")) and place + 1 == len(words))
        ):
            out.append(adjective)
            continue
        out.append("-".join(_noun(part, case) for part in word.split("-")))
        return " ".join([*out, *words[place + 1 :]])
    return " ".join(out)


def _noun(word: str, case: str) -> str:
    """A noun in the nominative; "ищу работу" is followed by the genitive too ("водителя")."""
    if _KAZAKH_HEAD.search(word):
        return _kazakh(word)
    return _swap(word, _NOUN[case]) or (_swap(word, _NOUN["gen"]) if case == "ins" else None) or word


def _swap(word: str, endings: tuple[tuple[str, str], ...]) -> str | None:
    for old, new in endings:
        if word.endswith(old) and len(word) - len(old) >= (0 if len(old) > 4 else 2):
            return word[: -len(old)] + new
    return None


def _kazakh(word: str) -> str:
    """A Kazakh head without plural and case; loanwords end in so many ways that only clear endings go."""
    if _KAZAKH_HEAD.search(word):
        found = re.search(
            r"^(.*?(?:шы|ші|гер|кер|ман))(?:лар|лер|дар|дер|тар|тер)?(?:ды|ді|ты|ті|ны|ні|ға|ге|қа|ке)?$", word
        )
        return found.group(1) if found else word
    return _PLURAL.sub("", word)
