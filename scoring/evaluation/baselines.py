"""What a plain search gives on the same judged set: BM25 over words and TF-IDF over character n-grams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
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


def bm25(judged: JudgedSet) -> Rankings:
    """Resumes by BM25 of the vacancy's words, for each vacancy."""
    bags = {one.id: Counter(tokens(resume_text(one))) for one in judged.resumes}
    return _rank(judged, bags, lambda vacancy: Counter(tokens(vacancy_text(vacancy))), _bm25_scores)


def char_tfidf(judged: JudgedSet) -> Rankings:
    """Resumes by cosine of TF-IDF weighted character 3- to 5-grams, for each vacancy."""
    bags = {one.id: _grams(resume_text(one)) for one in judged.resumes}
    return _rank(judged, bags, lambda vacancy: _grams(vacancy_text(vacancy)), _cosine_scores)


BASELINES: dict[str, Callable[[JudgedSet], Rankings]] = {"bm25": bm25, "char_tfidf": char_tfidf}


def vacancy_text(vacancy: Vacancy) -> str:
    """All words that a search engine would be given of a vacancy."""
    asks = vacancy.requirements
    skills = [skill.name for skill in asks.skills] if asks else []
    return " ".join([vacancy.title, vacancy.description or "", *skills])


def resume_text(resume: Resume) -> str:
    """All words that a search engine would be given of a resume."""
    jobs = [part for job in resume.experience for part in (job.title, job.duties) if part]
    return " ".join([*resume.desired, resume.summary or "", *resume.skills, *resume.qualifications, *jobs])


def _rank(
    judged: JudgedSet,
    bags: dict[str, Bag],
    query: Callable[[Vacancy], Bag],
    scores: Callable[[Bag, dict[str, Bag], Bag], dict[str, float]],
) -> Rankings:
    frequency = Counter(word for bag in bags.values() for word in bag)
    ranked = {}
    for vacancy in judged.vacancies:
        score = scores(query(vacancy), bags, frequency)
        ranked[vacancy.id] = sorted(bags, key=lambda one: (-score[one], one))
    return ranked


def _bm25_scores(query: Bag, bags: dict[str, Bag], frequency: Bag) -> dict[str, float]:
    mean = sum(bag.total() for bag in bags.values()) / max(len(bags), 1)
    weight = {word: log(1 + (len(bags) - frequency[word] + 0.5) / (frequency[word] + 0.5)) for word in query}
    return {
        one: sum(
            weight[word] * bag[word] * (K1 + 1) / (bag[word] + K1 * (1 - B + B * bag.total() / mean))
            for word in query
            if word in bag
        )
        for one, bag in bags.items()
    }


def _cosine_scores(query: Bag, bags: dict[str, Bag], frequency: Bag) -> dict[str, float]:
    def weigh(bag: Bag) -> dict[str, float]:
        return {one: (1 + log(count)) * log((len(bags) + 1) / (frequency[one] + 1)) for one, count in bag.items()}

    wanted = weigh(query)
    return {one: _cosine(wanted, weigh(bag)) for one, bag in bags.items()}


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    both = sum(value * other[key] for key, value in one.items() if key in other)
    return both / (_length(one.values()) * _length(other.values()) or 1)


def _length(values: Iterable[float]) -> float:
    return sqrt(sum(value * value for value in values))


def _grams(text: str) -> Bag:
    return Counter(gram for word in clean(text).split() for gram in _word_grams(f" {word} "))


def _word_grams(word: str) -> Iterable[str]:
    return (word[at : at + size] for size in GRAMS for at in range(max(len(word) - size + 1, 0)))
