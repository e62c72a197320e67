"""A text laid out for reading: folded letters that keep their places, and where its clauses and sentences end.

All rules of this folder look at `low`: lower case, Kazakh letters folded onto the Russian ones they are typed with (қ
-> к, ә -> а, і -> и), one kind of dash, quote and space. `Rule` folds its pattern in the same way, so that a pattern
is written in proper Kazakh and also finds "тажирибе". Folding never moves a letter, so quotes come from the text
itself; a text with letters that cannot be folded in place carries a table of offsets.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache, reduce
from operator import or_

from scoring.reading.gates import ALWAYS, GATES
from scoring.reading.gates import ODD as _ODD_MARK

LONGEST_TEXT = 12_000
"""Letters read of one text; an ad is a tenth of it, and what comes after is not about the work."""

FARTHEST = 240
"""Letters around a place beyond which its clause or sentence is not looked at: keeps reading linear."""

_FOLD = {
    **dict(zip("әғқңөұүһіёЁ", "агкноуухиее", strict=True)),
    **dict.fromkeys("–—−‑‒―", "-"),
    **dict.fromkeys("«»“”„‟″", '"'),
    **dict.fromkeys("’‘`´", "'"),
    **dict.fromkeys("\u00a0\u202f\u2009\t", " "),
}
_TABLE = str.maketrans(_FOLD)
_LOWER_FOLD = tuple((odd, plain) for odd, plain in _FOLD.items() if odd == odd.lower())
_LOOKALIKES = str.maketrans("aceopxyikmthb", "асеорхуикмтнв")
_UNSEEN = "\u00ad\u0300\u0301\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff"
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_COMPATIBLE = (
    "\u00aa\u00b2\u00b3\u00b9-\u00be\u0130-\u0133\u017f\u2070-\u209c\u2100-\u2115\u2117-\u218f\u2460-\u24ff"
    "\u3000-\u33ff\uf900-\ufdff\ufe10-\uffef\U0001d400-\U0001d7ff"
)
"""Blocks of letters that stand for others: full-width, superscript, Roman numerals; "№" (2116) is left alone."""
_ODD = re.compile(f"[{_UNSEEN}{_COMPATIBLE}]")
_ENDLESS = re.compile(r"\w{48,}|\s{48,}")
"""No word is so long; blanked out, since patterns that look for a word from each of its letters would not be linear."""
_MIXED = re.compile(r"[а-я]+[a-z][а-яa-z]*|[a-z]+[а-я][а-яa-z]*")
_CUT = re.compile(r"[;!?\n\r•|…(){}]|\.(?!\d)|,(?!\d)| - |: |/(?= )")
_WEAK = frozenset((",", " - ", ": ", "(", ")", "/", "{", "}"))
_UNITS = frozenset("тг руб тыс т мес ж ч чел мин млн р".split())
"""Abbreviations that a sentence may end with: then the next begins with a capital."""
_ABBREVIATED = frozenset(
    "кат г т тыс обл ул руб тг р м мес ср спец тех эл п обр пр пр-т мкр млн вод ж ст л кв зп ком проф гр о т.т"
    " каз рус англ мед пед".split()
)


_LONG_PIECE = 40
_GAP = " " * 8
"""Plain pieces hold fewer blanks of other kinds than this, so that no run of 48 blanks is without it."""

_Folded = tuple[str, int, list[int] | None]
_REPEATED = 60
"""Letters of a text up to which many people write the same."""


def fold(text: str) -> str:
    """A text or pattern in lower case and folded letters, of the same length for Cyrillic and ASCII."""
    text = text.lower()
    # One search a letter is far faster than a table look-up for every letter of the text.
    for odd, plain in _LOWER_FOLD:
        text = text.replace(odd, plain)
    return text


class Sheet:
    """One text ready for the rules: `low` to look at, `marks` of the rules that may find something, `quote` to show."""

    def __init__(self, text: str) -> None:
        self._text = text[:LONGEST_TEXT]
        folded = _repeated if len(self._text) <= _REPEATED else _folded
        self.low, self.marks, self._places = folded(self._text)

    @staticmethod
    @lru_cache(maxsize=32)
    def of(text: str) -> Sheet:
        """The sheet of a text, one for all who look at the text in turn: sheets do not change."""
        return Sheet(text)

    def quote(self, start: int, end: int) -> str:
        """The words of the text itself that stand at start..end of `low`."""
        return self._text[slice(*self.origin(start, end))].strip()

    @property
    def text(self) -> str:
        """The text as it was given, as far as it is read."""
        return self._text

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where start..end of `low` stands in `text`."""
        if self._places is None:
            return start, end
        if end <= start or start >= len(self._places):
            return 0, 0
        return self._places[start], self._places[end - 1] + 1

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The bounds of the clause around start..end: up to the nearest comma, dash, bracket or end of sentence."""
        return _around(self._cuts[0], start, end, len(self.low))

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The bounds of the sentence around start..end."""
        return _around(self._cuts[1], start, end, len(self.low))

    def before(self, start: int, length: int = 40) -> str:
        """What stands before a place in its sentence, at most `length` letters."""
        return self.low[max(self.sentence(start, start)[0], start - length) : start]

    def after(self, end: int, length: int = 40) -> str:
        """What stands after a place in its sentence, at most `length` letters."""
        return self.low[end : min(self.sentence(end, end)[1], end + length)]

    def clauses(self) -> Iterator[tuple[int, int]]:
        """All clauses in order, without empty ones."""
        last = 0
        for cut in [*self._cuts[0], len(self.low)]:
            if self.low[last:cut].strip(" .,;:!?-()"):
                yield last, cut
            last = cut + 1

    @cached_property
    def _cuts(self) -> tuple[list[int], list[int]]:
        """Where clauses end and where sentences end."""
        clauses: list[int] = []
        sentences: list[int] = []
        low = self.low
        for found in _CUT.finditer(low):
            mark, place = found.group(), found.start()
            if mark == "." and _abbreviation(low, place, capital=self.quote(place + 2, place + 3).isupper()):
                continue
            clauses.append(place)
            if mark not in _WEAK:
                sentences.append(place)
        return clauses, sentences


def _folded(text: str) -> _Folded:
    """A text folded, the marks of its words, and where its letters stood if they are not where they were."""
    pieces = [_piece(one) if len(one) < _LONG_PIECE else (one, _ODD_MARK) for one in text.split(" ")]
    marks = reduce(or_, [piece[1] for piece in pieces], ALWAYS)
    if marks & _ODD_MARK or _GAP in text:
        return _fold_with_care(text)
    return " ".join([piece[0] for piece in pieces]), marks, None


_repeated = lru_cache(maxsize=20_000)(_folded)
"""For short texts, duties above all, which come again in other records: plain tuples, which the collector passes by."""


def _fold_with_care(text: str) -> _Folded:
    """The whole text at once, where something stands in it that is more than plain words and single blanks."""
    low, places = fold(text), None
    if _ODD.search(text) or len(low) != len(text):
        low, places = _fold_slowly(text)
    low = _ENDLESS.sub(lambda found: "\0" * len(found.group()), low)
    low = _MIXED.sub(_one_script, low)
    return low, GATES.of(low.split()), places


def _around(cuts: list[int], start: int, end: int, length: int) -> tuple[int, int]:
    left = bisect_right(cuts, start - 1) - 1
    right = bisect_left(cuts, end)
    first, last = (cuts[left] + 1 if left >= 0 else 0), (cuts[right] if right < len(cuts) else length)
    return max(first, start - FARTHEST), min(last, end + FARTHEST)


def _abbreviation(low: str, place: int, *, capital: bool) -> bool:
    """Whether the point after a word makes it short ("кат. С") rather than ends the sentence ("160000 тг. Вахта")."""
    head = low[max(0, place - 6) : place]
    word = re.split(r"[\s,(\"/]", head)[-1]
    unit = word in _UNITS or word[-3:] in ("тыс", "т.т")
    if unit and capital:
        return False
    return (unit or word in _ABBREVIATED) and low[place + 1 : place + 3] not in ("", "\n")


@lru_cache(maxsize=100_000)
def _piece(piece: str) -> tuple[str, int]:
    """What stands between two blanks: folded, with the marks of its words; words come again and again."""
    low = fold(piece)
    words = low.split()
    blanks = len(low) - sum(map(len, words))
    plain = len(low) == len(piece) and blanks < len(_GAP) and (words or not piece)
    if not plain or _ODD.search(piece) or _MIXED.search(low):
        return low, _ODD_MARK
    return low, GATES.of(words)


def _one_script(found: re.Match[str]) -> str:
    return found.group().translate(_LOOKALIKES)


@lru_cache(maxsize=4_000)
def _fold_letter(letter: str) -> str:
    """What one letter becomes, nothing where it is invisible; letters come again, whatever the text."""
    if _INVISIBLE.match(letter):
        return ""
    return fold(letter.translate(_TABLE) if ord(letter) in _TABLE else unicodedata.normalize("NFKC", letter))


def _fold_slowly(text: str) -> tuple[str, list[int]]:
    """Letter by letter, for texts with invisible or compatibility characters: the folded text, each letter's place."""
    out: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for one in _fold_letter(letter):
            out.append(one)
            places.append(place)
    return "".join(out), places


class Rule:
    """A pattern that is tried only where one of its gates stands in the text, and compiled on first use.

    Gates are short literals between "|", at least one of which every match contains; looking for them costs far less
    than the pattern.
    """

    __slots__ = ("_compiled", "_pattern", "gates", "mark")

    def __init__(self, pattern: str, gates: str = "") -> None:
        self._pattern = pattern
        self._compiled: re.Pattern[str] | None = None
        self.gates = tuple(fold(gate) for gate in gates.split("|") if gate)
        self.mark = GATES.mark(self.gates)

    def _open(self, low: str) -> bool:
        # A loop, not any(): the generator would cost more than the search itself.
        for gate in self.gates:
            if gate in low:
                return True
        return not self.gates

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern."""
        if self._compiled is None:
            self._compiled = re.compile(_fold_pattern(self._pattern))
        return self._compiled

    def opens(self, sheet: Sheet) -> bool:
        """Whether one of the gates stands in a whole text; mostly its words alone tell that none does."""
        return sheet.marks & self.mark != 0 and self._open(sheet.low)

    def on(self, sheet: Sheet) -> Iterable[re.Match[str]]:
        """Every match in a whole text."""
        return self.pattern.finditer(sheet.low) if sheet.marks & self.mark and self._open(sheet.low) else ()

    def all(self, low: str) -> Iterator[re.Match[str]]:
        """Every match, none where no gate stands in the text."""
        return self.pattern.finditer(low) if self._open(low) else iter(())

    def first(self, low: str) -> re.Match[str] | None:
        """The first match."""
        return self.pattern.search(low) if self._open(low) else None

    def starts(self, low: str) -> re.Match[str] | None:
        """A match at the very start of a piece."""
        return self.pattern.match(low)


def marks_of(rules: Iterable[Rule]) -> int:
    """The marks of a table of rules: a text without any of them needs no look at the table."""
    return reduce(or_, (rule.mark for rule in rules))


def _fold_pattern(pattern: str) -> str:
    r"""A pattern with its Cyrillic letters folded; escapes such as \W and \S keep their case."""
    return pattern.translate(_TABLE)
