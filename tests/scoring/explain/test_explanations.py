"""Facts and sentences of real pairs: the made ones and the judged sets."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from scoring.criteria.base import VERDICTS
from scoring.evaluation.judged import JudgedSet
from scoring.explain import LANGS, explain, load, say
from scoring.explain.protected import STEMS
from scoring.weights import CRITERIA, DEFAULT_WEIGHTS
from tests.factories import asking, paying, resume, vacancy
from tests.pairs import TODAY, columns
from tests.scoring.explain.made import PAIRS
from tests.scoring.explain.told import tell

JUDGED = Path(__file__).parents[3] / "fixtures" / "judged"
SPACES = ("\u00a0", " ", ",")


@pytest.fixture(scope="module")
def made(scorer):
    return tell(scorer, [(vacancy, resume) for vacancy, resume, _ in PAIRS])


@pytest.fixture(scope="module")
def judged(scorer):
    found = []
    for name in "ABC":
        if (JUDGED / name).exists():
            one = JudgedSet.load(JUDGED / name)
            vacancies = {vacancy.id: vacancy for vacancy in one.vacancies}
            resumes = {resume.id: resume for resume in one.resumes}
            found += [(vacancies[pair.vacancy], resumes[pair.resume]) for pair in one.judgements]
    return tell(scorer, found)


@pytest.fixture(scope="module")
def everything(made, judged):
    return [*made, *judged]


def numbers(params: object) -> Iterator[float]:
    if isinstance(params, Mapping):
        for value in params.values():
            yield from numbers(value)
    elif isinstance(params, int | float) and not isinstance(params, bool):
        yield params


def shown(text: str) -> set[float]:
    """All numbers of a sentence, groups of thousands joined."""
    joined = re.sub(r"(?<=\d)[\u00a0,](?=\d{3}(?!\d))", "", text)
    return {float(one.replace(",", ".")) for one in re.findall(r"\d+(?:[.,]\d+)?", joined)}


@pytest.mark.parametrize("number", range(len(PAIRS)))
def test_each_pair_tells_the_facts_that_it_was_made_for(made, number):
    told, _ = made[number]
    codes = {fact.code for one in told.values() for fact in one.facts}
    assert set(PAIRS[number][2].split()) <= codes


def test_the_made_pairs_tell_every_fact_of_the_catalogues(made):
    told = {fact.code for telling, _ in made for one in telling.values() for fact in one.facts}
    assert told == set(load()["ru"].text)


def test_the_catalogues_have_the_same_templates_with_the_same_values():
    books = load()
    for part in ("text", "ask", "short"):
        fields = [{code: sorted(one.fields) for code, one in getattr(books[lang], part).items()} for lang in LANGS]
        assert fields[0] == fields[1] == fields[2]


def test_the_catalogues_name_the_same_codes():
    books = load()
    names = [{table: set(values) for table, values in books[lang].wording.names.items()} for lang in LANGS]
    assert names[0] == names[1] == names[2]


def test_questions_and_short_words_belong_to_told_facts():
    for book in load().values():
        assert set(book.ask) | set(book.short) <= set(book.text)


@pytest.mark.parametrize("lang", LANGS)
def test_each_number_of_a_fact_stands_in_its_sentence(everything, lang):
    for told, _ in everything:
        for name, finding in say(told, lang).items():
            wanted = {float(one) for fact in finding.facts for one in numbers(fact.params)}
            assert wanted <= shown(finding.text), (name, finding)


@pytest.mark.parametrize("lang", LANGS)
def test_sentences_are_whole(everything, lang):
    for told, _ in everything:
        for finding in say(told, lang).values():
            for text in filter(None, (finding.text, finding.ask)):
                assert text.endswith((".", "?")), text
                assert text[0].isupper(), text
                assert not re.search(r"[{}]|\bNone\b|\bnan\b|\.\.|  |: ?[.;,]|«»|“”|\(\)", text), text


def test_an_unknown_asks_and_nothing_else_does(everything):
    for told, _ in everything:
        for lang in LANGS:
            for name, finding in say(told, lang).items():
                assert bool(finding.ask) == (finding.verdict == "unknown"), (name, finding)
                assert (finding.value is None) == (finding.verdict == "unknown")


def test_verdicts_are_those_of_the_rank(everything):
    for told, verdicts in everything:
        assert tuple(told) == CRITERIA
        assert {name: one.verdict for name, one in told.items()} == {
            name: VERDICTS[verdict] for name, verdict in verdicts.items()
        }


def test_what_is_not_asked_weighs_nothing(scorer):
    ((told, _),) = tell(scorer, [(vacancy(), resume())])
    assert told["experience"].weight == told["qualification"].weight == told["other"].weight == 0
    assert told["profession"].weight == DEFAULT_WEIGHTS["profession"]


def test_facts_can_be_stored_as_json(everything):
    for told, _ in everything:
        for one in told.values():
            for fact in one.facts:
                assert json.loads(json.dumps(fact.params)) == fact.params
                assert fact.source


def test_no_quoted_source_tells_a_protected_attribute(everything):
    for told, _ in everything:
        for one in told.values():
            for fact in one.facts:
                if fact.source.startswith("«"):
                    assert not [stem for stem in STEMS if stem in fact.source.casefold()]


def test_health_limits_change_no_word(scorer):
    plain, limited = resume(), resume(health_limits=("heavy_lifting", "night_work"))
    (one, _), (other, _) = tell(scorer, [(vacancy(), plain), (vacancy(), limited)])
    assert [say(one, lang) for lang in LANGS] == [say(other, lang) for lang in LANGS]


def test_one_pair_is_explained_as_it_is_among_many(scorer):
    pair = (vacancy(paying(200_000, 250_000)), resume(asking(280_000)))
    offers, people = columns(scorer, [pair[0]], [pair[1]])
    pairs = scorer.pairs(offers, people, 0, 0, TODAY)
    scores = scorer.score(pairs, DEFAULT_WEIGHTS)
    alone = explain(scorer, pairs, scores, *pair, None, DEFAULT_WEIGHTS, "ru")
    among = tell(scorer, [(vacancy(), resume()), pair, (vacancy(), resume())])[1][0]
    assert alone == say(among, "ru")


def test_a_fact_from_free_text_names_the_words(scorer):
    ((told, _),) = tell(scorer, [(vacancy(paying(None, 300_000)), resume(summary="Зарплату хочу от 250 000 тенге."))])
    assert told["salary"].facts[0].source == "«250 000 тенге»"
