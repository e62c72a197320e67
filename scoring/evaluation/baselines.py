"""What a plain search gives on the same judged set: BM25 over words, TF-IDF over words and over character n-grams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from math import log, sqrt

from scoring.evaluation.judged import JudgedSet
from scoring.language.letters import clean
from scoring.language.words import tokens
from scoring.records import Resume, Vacancy

K1, B = 1.2, 0.75
"""BM25's usual parameters (Robertson and Zaragoza 2009)."""
GRAMS = range(3, 6)

Bag = Counter[str]
Rankings = dict[str, list[str]]
Bagging = Callable[[str], Bag]
Scoring = Callable[[Bag], dict[str, float]]
Search = Callable[[dict[str, Bag], Bag], Scoring]


def vacancy_text(vacancy: Vacancy) -> str:
    """All words that a search engine would be given of a vacancy."""
    asks = vacancy.requirements
    skills = [skill.name for skill in asks.skills] if asks else []
    return " ".join([vacancy.title, vacancy.description or "", *skills])


def resume_text(resume: Resume) -> str:
    """All words that a search engine would be given of a resume."""
    jobs = [part for job in resume.experience for part in (job.title, job.duties) if part]
    return " ".join([*resume.desired, resume.summary or "", *resume.skills, *resume.qualifications, *jobs])


def words(text: str) -> Bag:
    """The words of a text."""
    return Counter(tokens(text))


def grams(text: str) -> Bag:
    """The character 3- to 5-grams of a text's words, with their edges."""
    return Counter(gram for word in clean(text).split() for gram in _word_grams(f" {word} "))


def _rank(bag: Bagging, search: Search, judged: JudgedSet) -> Rankings:
    """Resumes by their score for each vacancy."""
    bags = {one.id: bag(resume_text(one)) for one in judged.resumes}
    scores = search(bags, Counter(word for each in bags.values() for word in each))
    ranked = {}
    for vacancy in judged.vacancies:
        score = scores(bag(vacancy_text(vacancy)))
        ranked[vacancy.id] = sorted(bags, key=lambda one: (-score[one], one))
    return ranked


def _bm25(bags: dict[str, Bag], frequency: Bag) -> Scoring:
    mean = sum(bag.total() for bag in bags.values()) / max(len(bags), 1)

    def scores(query: Bag) -> dict[str, float]:
        weight = {word: log(1 + (len(bags) - frequency[word] + 0.5) / (frequency[word] + 0.5)) for word in query}
        return {
            one: sum(
                weight[word] * bag[word] * (K1 + 1) / (bag[word] + K1 * (1 - B + B * bag.total() / mean))
                for word in query
                if word in bag
            )
            for one, bag in bags.items()
        }

    return scores


def _tfidf(bags: dict[str, Bag], frequency: Bag) -> Scoring:
    def weigh(bag: Bag) -> dict[str, float]:
        return {one: (1 + log(count)) * log((len(bags) + 1) / (frequency[one] + 1)) for one, count in bag.items()}

    weighed = {one: weigh(bag) for one, bag in bags.items()}

    def scores(query: Bag) -> dict[str, float]:
        wanted = weigh(query)
        return {one: _cosine(wanted, bag) for one, bag in weighed.items()}

    return scores


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    both = sum(value * other[key] for key, value in one.items() if key in other)
    return both / (_length(one.values()) * _length(other.values()) or 1)


def _length(values: Iterable[float]) -> float:
    return sqrt(sum(value * value for value in values))


def _word_grams(word: str) -> Iterable[str]:
    return (word[at : at + size] for size in GRAMS for at in range(max(len(word) - size + 1, 0)))


BASELINES: dict[str, Callable[[JudgedSet], Rankings]] = {
    "bm25": partial(_rank, words, _bm25),
    "word_tfidf": partial(_rank, words, _tfidf),
    "char_tfidf": partial(_rank, grams, _tfidf),
}
