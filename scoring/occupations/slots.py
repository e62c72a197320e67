"""The words of one segment of a title with their parts in it: what each tells, and which of them is the head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scoring.language.letters import KAZAKH_LETTERS
from scoring.occupations.kinds import is_unit, kinds_of_word
from scoring.occupations.known import GENERIC_WEIGHT, KAZAKH_ABOUT, STOPS, UNKNOWN_WEIGHT, KnownTitles
from scoring.occupations.lexicon import EN, KK, RU, Word
from scoring.occupations.likeness import Query

FARTHER = 0.85
"""Each word farther from the head tells this much less."""
GRADE_WEIGHT = 0.1
_DATIVE = ("ға", "ге", "қа", "ке")
_DATIVE_WEIGHT = 0.5
_PLURAL = ("ы", "и", "ие", "ые", "s", "лар", "лер", "дар", "дер", "тар", "тер")
_SCIENCES = ("ии", "иялар")
"""Plurals and genitives of "технология", which a technologist is not."""
_OWNED = ("шысы", "оры", "исы", "ғы")
"""Endings of Kazakh heads that may lack Kazakh letters, where a Russian one would stand first: "экология директоры"."""
_RUSSIAN_ABOUT = frozenset({"по"})
_WORKER = ("шы", "ші")
_WORKS = ("работ", "жұмыс")
_AFTER = {
    "в": 0.5, "во": 0.5, "на": 0.7, "для": 0.6, "из": 0.5, "от": 0.15, "за": 0.15, "с": 0.2, "со": 0.2, "без": 0.1,
    "к": 0.4, "при": 0.4, "у": 0.2, "до": 0.1, "in": 0.4, "at": 0.4, "for": 0.6, "with": 0.2, "без опыта": 0.1,
}  # fmt: skip
"""How much the words after a preposition tell of the work itself."""


@dataclass(frozen=True)
class Slot:
    """A word in its segment.

    Attributes:
        word: what the lexicon knows of it.
        kind: noise, grade, vague, place or "" for a word that may tell the work.
        tells: 0..1, how much its place in the segment lets it tell (after a preposition less).
        glued: whether a hyphen joins it to the word before.
        about: whether it says what the work is about ("по охране"): then it is no worker, no noise, no Kazakh dative.
    """

    word: Word
    kind: str
    tells: float
    glued: bool
    about: bool

    @property
    def key(self) -> str:
        """The key of the word."""
        return self.word.key


def read(known: KnownTitles, chunks: Sequence[Sequence[str]]) -> list[Slot]:
    """The slots of a segment, without stop words."""
    slots: list[Slot] = []
    tells = 1.0
    about = False
    for chunk in _rejoined(known, chunks):
        for place, token in enumerate(chunk):
            if token in _AFTER:
                tells = _AFTER[token]
            if token in STOPS:
                about = token in _RUSSIAN_ABOUT
                if token in KAZAKH_ABOUT:
                    _tell_about(slots)
                continue
            kazakh_unit = is_unit(token) and not KAZAKH_LETTERS.isdisjoint(token)
            if kazakh_unit:
                _tell_about(slots)
            slots.append(_slot(known, token, tells, glued=place > 0, about=about))
            about = not kazakh_unit and (is_unit(token) or (about and slots[-1].word.adjective))
    return slots


def _tell_about(slots: list[Slot]) -> None:
    """The last word says what the work is about: a Kazakh word that stands after it says so."""
    if slots:
        slots[-1] = replace(slots[-1], about=True, kind=_about_kind(slots[-1].kind, slots[-1].word.token))


def _about_kind(kind: str, token: str) -> str:
    """A common word that says what the work is about is no longer one: "по персоналу", but not "по работе с ..."."""
    return "" if kind in ("noise", "vague") and not token.startswith(_WORKS) else kind


def _rejoined(known: KnownTitles, chunks: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Words that were written apart, as one: "мед сестра", "разно рабочий"."""
    joined: list[Sequence[str]] = []
    for chunk in chunks:
        last = joined[-1] if joined else ()
        if len(last) == 1 and len(chunk) == 1 and known.is_prefix(last[0]) and known.is_word(last[0] + chunk[0]):
            joined[-1] = (last[0] + chunk[0],)
        else:
            joined.append(chunk)
    return joined


def _slot(known: KnownTitles, token: str, tells: float, *, glued: bool, about: bool) -> Slot:
    word = known.lexicon.word(token)
    kinds = kinds_of_word(word)
    kind = next((one for one in ("grade", "noise", "vague", "place") if one in kinds), "")
    if about:
        kind = _about_kind(kind, token)
    if word.how == "exact" and word.form in known.single and kind not in {"vague", "grade"}:
        kind = ""
    if token.endswith(_DATIVE) and word.langs & KK and word.form not in known.single and not about:
        tells = min(tells, _DATIVE_WEIGHT)
    return Slot(word, kind, tells, glued, about)


def language(slots: Sequence[Slot]) -> str:
    """The language whose order of words holds: of the words that tell the work, not of the noise around them."""
    telling = [slot for slot in slots if slot.kind in ("", "vague") and slot.tells > _DATIVE_WEIGHT] or list(slots)
    kazakh = sum(1 for slot in telling if slot.word.langs == KK or not KAZAKH_LETTERS.isdisjoint(slot.word.token))
    if len(telling) > 1 and telling[-1].word.token.endswith(_OWNED):
        kazakh += 1
    english = sum(
        1 for slot in telling if slot.word.token.isascii() and slot.word.langs & EN and slot.word.how == "exact"
    )
    russian = sum(1 for slot in telling if slot.word.langs & RU and not slot.word.token.isascii()) - kazakh
    if english * 2 > len(telling):
        return "en"
    return "kk" if kazakh and kazakh >= russian else "ru"


def heads(known: KnownTitles, slots: Sequence[Slot]) -> list[int]:
    """The places of words that can each be the title of a worker, in the order of the text."""
    return [
        place
        for place, slot in enumerate(slots)
        if slot.kind in ("", "vague") and not slot.about and _able(known, slot) and _nominative(known, slot)
    ]


def _able(known: KnownTitles, slot: Slot) -> bool:
    return slot.word.how == "derived" or (slot.word.factor > 0 and slot.key in known.head_words)


def generic(known: KnownTitles, slot: Slot) -> bool:
    """Whether a head says little on its own: "инженер", "оператор", "мастер"."""
    return known.weights.get(slot.key, UNKNOWN_WEIGHT) < GENERIC_WEIGHT


def _nominative(known: KnownTitles, slot: Slot) -> bool:
    if slot.word.form in known.single or slot.word.how in ("feminine", "derived") or slot.word.token.endswith(_WORKER):
        return True
    # Plurals stand for the work as well ("сварщики", "тігіншілер"); a genitive is somebody's complement.
    token = slot.word.token
    plural = token.endswith(_PLURAL) and not token.endswith(_SCIENCES)
    return plural and slot.key in known.single_keys


def head(known: KnownTitles, slots: Sequence[Slot], lang: str) -> int | None:
    """The place of the head of the segment, if one of its words can be one."""
    able = [place for place, slot in enumerate(slots) if slot.kind in ("", "vague") and _able(known, slot)]
    own = [place for place in able if not slots[place].about] or able
    free = [place for place in own if slots[place].tells > _DATIVE_WEIGHT] or own
    if not free:
        return None
    if lang in ("kk", "en"):
        return free[-1]
    sure = [place for place in free if not slots[place].word.adjective or slots[place].word.form in known.single]
    for place in sure:
        following = place + 1
        passed = slots[place].word.adjective or (
            generic(known, slots[place]) and following < len(slots) and slots[following].glued
        )
        if not (passed and following in sure and _nominative(known, slots[following])):
            return place
    return free[0]


def query(known: KnownTitles, slots: Sequence[Slot], center: int | None) -> Query:
    """The slots as they are compared with known titles; `center` is the place of the head."""
    words: list[tuple[str, float, float]] = []
    for place, slot in enumerate(slots):
        weight = known.weights.get(slot.key, UNKNOWN_WEIGHT)
        if slot.kind in ("noise", "place"):
            weight = 0.0
        elif slot.kind == "grade":
            weight *= GRADE_WEIGHT
        distance = abs(place - center) if center is not None else 0
        words.append((slot.key, slot.word.factor or 1.0, weight * slot.tells * FARTHER**distance))
    if center is None:
        return Query(tuple(words), None, ())
    lead = slots[center]
    return Query(tuple(words), _head_key(known, lead), _complements(known, slots, lead))


def _head_key(known: KnownTitles, lead: Slot) -> str:
    """The key of the head; "" for a worker named by a thing, who may be called anything in the known titles."""
    return "" if lead.word.how == "derived" and lead.key not in known.single_keys else lead.key


def _complements(known: KnownTitles, slots: Sequence[Slot], lead: Slot) -> tuple[str, ...]:
    """The keys that a common head leans on."""
    if not generic(known, lead):
        return ()
    return tuple(
        one.key
        for one in slots
        if one is not lead and one.kind == "" and one.tells >= _DATIVE_WEIGHT and not is_unit(one.word.token)
    )
