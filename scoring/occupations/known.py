"""The known titles as phrases of keys, with the nodes that they mean, the weights of their words and their heads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

from scoring.language.letters import KAZAKH_LETTERS, skeleton
from scoring.language.russian import looks_adjective
from scoring.language.tables import abbreviations
from scoring.language.words import STOP_TOKENS
from scoring.occupations.classifier import Classifier, Title
from scoring.occupations.gender import OneGender
from scoring.occupations.lexicon import Lexicon
from scoring.occupations.normal import chunks, plain

HEAD_SHARE = 0.2
"""Words that lead less than this share of the titles they stand in ("digital") are no heads."""
UNKNOWN_WEIGHT = 3.0
"""Of a word that no title uses; telling words reach 6."""
PREFIX_LETTERS = 7
GENERIC_WEIGHT = 2.6
"""Heads this common ("инженер", "оператор") say little without their complement."""
_RU_CUT = frozenset({"в", "во", "на", "для", "с", "со", "по", "к", "от", "за", "при", "из", "у"})
_EN_CUT = frozenset({"of", "for", "in", "at", "to", "with", "and"})

KAZAKH_ABOUT = frozenset({"жөніндегі", "жөнінде", "бойынша", "беру", "алу", "ету"})
"""What stands in Kazakh after the word that says what the work is about; light verbs among them ("сатып алу")."""
STOPS = STOP_TOKENS - {"бар", "жоқ", "бір", "да", "те"} | KAZAKH_ABOUT
"""Stop words of titles: "бар" is a place to work at; "қаржы жөніндегі директор" is "қаржы директоры"."""

Phrase = tuple[str, ...]
Split = tuple[Title, list[str]]
"""A title and its words."""


class KnownTitles:
    """Phrases with their nodes and shares; a phrase has one index in `nodes`, `texts` and `heads`."""

    def __init__(self, classifier: Classifier) -> None:
        self.lexicon = Lexicon()
        self.phrases: dict[Phrase, int] = {}
        self.spelt: dict[Phrase, dict[int, float]] = {}
        """Nodes and shares by the skeletons of the words themselves: the titles as they were written down."""
        self.spelt_texts: dict[Phrase, str] = {}
        self.written: dict[str, dict[int, float]] = {}
        """The same by the very letters, of single Kazakh words: әнші (singer) and аңшы (hunter) are one skeleton."""
        self.bags: dict[Phrase, int] = {}
        self.nodes: list[dict[int, float]] = []
        self.texts: list[str] = []
        self.single: set[str] = set()
        """Skeletons of the titles that are one word: in this very form they can stand for work on their own."""
        self.single_keys: set[str] = set()
        self.heads: list[str] = []
        """The head of each phrase."""
        self._read(classifier)
        self._share()
        self._weigh(classifier)

    def _read(self, classifier: Classifier) -> None:
        split = [
            (title, [word for chunk in chunks(plain(title.text)) for word in chunk]) for title in classifier.titles
        ]
        # Russian first: a Kazakh title that borrows a word of it takes over its key.
        split.sort(key=lambda one: one[0].lang != "ru")
        lone = {words[0] for _, words in split if len(words) == 1}
        split = self._one_gender(split, lone)
        joined = False
        lone = {words[0] for _, words in split if len(words) == 1}
        for title, words in split:
            if not joined and title.lang != "ru":
                self.lexicon.join_languages(lone)
                joined = True
            keys = [self.lexicon.add(word, title.lang) for word in words]
            if not keys:
                continue
            if len(words) == 1:
                self.single.add(_bones(words[0]))
                self.single_keys.add(keys[0])
            telling = self.telling(zip(words, keys, strict=True))
            index = self.phrases.setdefault(telling, len(self.phrases))
            if index == len(self.nodes):
                self.nodes.append({})
                self.texts.append(title.text)
                self.heads.append(keys[head_position(words, title.lang, lone)])
                self.bags.setdefault(tuple(sorted(telling)), index)
            form = tuple([_bones(word) for word in words if word not in STOPS])
            self.spelt_texts.setdefault(form, title.text)
            counted = [self.nodes[index], self.spelt.setdefault(form, {})]
            if len(words) == 1 and not KAZAKH_LETTERS.isdisjoint(words[0]):
                counted.append(self.written.setdefault(words[0], {}))
            for shares in counted:
                shares[title.node] = max(shares.get(title.node, 0.0), title.share)

    def _one_gender(self, split: list[Split], lone: set[str]) -> list[Split]:
        """The titles with one form for men and women; of two that meet so, the one that was masculine counts."""
        russian = [words for title, words in split if title.lang == "ru" and words]
        heads = {words[head_position(words, "ru", lone)] for words in russian}
        self.gender = OneGender(heads, {word for words in russian for word in words})
        kept = {tuple(words) for words in russian}
        found: list[Split] = []
        for title, words in split:
            led = [self.gender.of(word) for word in words] if title.lang == "ru" else words
            if led == words or tuple(led) not in kept:
                found.append((title, led))
        return found

    def as_spelt(self, form: Phrase, tokens: Phrase) -> tuple[dict[int, float], str] | None:
        """The nodes and the text of the title with these word forms; of one Kazakh word, by its very letters first."""
        if len(tokens) == 1 and tokens[0] in self.written:
            return self.written[tokens[0]], tokens[0]
        nodes = self.spelt.get(form)
        return None if nodes is None else (nodes, self.spelt_texts[form])

    def is_word(self, word: str) -> bool:
        """Whether a title has the word in this form."""
        return _bones(word) in self.lexicon.forms

    def is_prefix(self, word: str) -> bool:
        """Whether a short word stands in no title, so that it may be the beginning of the next word."""
        return len(word) <= PREFIX_LETTERS and word not in STOPS and (word in abbreviations() or not self.is_word(word))

    @staticmethod
    def telling(words: Iterable[tuple[str, str]]) -> Phrase:
        """The keys of (token, key) pairs without stop words; all of them where only stop words stand."""
        pairs = list(words)
        return tuple([key for word, key in pairs if word not in STOPS]) or tuple([key for _, key in pairs])

    def _share(self) -> None:
        """Spellings and languages that met in one phrase brought their shares along: together they are at most 1."""
        for shares in (*self.nodes, *self.spelt.values(), *self.written.values()):
            total = sum(shares.values())
            if total > 1:
                for node in shares:
                    shares[node] /= total

    def _weigh(self, classifier: Classifier) -> None:
        groups: dict[str, set[str]] = {}
        for phrase, index in self.phrases.items():
            codes = {classifier.nodes[node].code for node in self.nodes[index]}
            for key in phrase:
                groups.setdefault(key, set()).update(codes)
        total = len({node.code for node in classifier.nodes})
        self.ids = {key: index for index, key in enumerate(groups)}
        self.weights = {key: log(1 + total / len(codes)) for key, codes in groups.items()}
        used = Counter(key for phrase in self.phrases for key in set(phrase))
        led = Counter(self.heads)
        self.head_words = {head for head in led if head in self.ids and led[head] >= HEAD_SHARE * used[head]}


def head_position(words: Sequence[str], lang: str, lone: set[str]) -> int:
    """Where the head stands, which says what kind of worker is meant: Kazakh last, Russian first, English before "of".

    Args:
        words: the tokens, not empty.
        lang: ru, kk or en.
        lone: tokens that are titles on their own, so that "рабочий" is a head and "подсобный" before it is not.
    """
    if lang == "kk":
        return len(words) - 1
    cuts = _EN_CUT if lang == "en" else _RU_CUT
    end = next((place for place, word in enumerate(words) if word in cuts and place), len(words))
    if lang == "en":
        return end - 1
    for place in range(end):
        if not looks_adjective(words[place]):
            return place
        if words[place] in lone and not (place + 1 < end and words[place + 1] in lone):
            return place
    return 0


def _bones(word: str) -> str:
    return skeleton(word.replace("ё", "е"))
