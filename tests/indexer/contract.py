"""What every engine must do. Its tests inherit `EngineContract` and say how an engine is made and kept up to date.

`made(source)` gives an engine that holds what the source holds; `settle(engine)` lets it see what has changed since.
"""

from functools import lru_cache

import msgspec
import numpy as np
import pytest

from fixtures.generator import resumes, vacancies
from indexer.protocols import Change, Current
from indexer.search import Request
from scoring.records import Accepts, Ask, Job, Offer, Place, Schedule, Travel, encode, kind_of
from scoring.suitability import band
from scoring.weights import DEFAULT_WEIGHTS
from scoring.whatif import counts, relaxations
from tests.factories import asking, paying, resume, titled, vacancy, wanting
from tests.pairs import TODAY, columns

REQUEST = Request(DEFAULT_WEIGHTS, TODAY)
EVERYBODY = Request(DEFAULT_WEIGHTS, TODAY, limit=1000)
CHANGED = {**DEFAULT_WEIGHTS, "salary": 9, "profession": 0.5, "transport": 0}
ALMATY, ASTANA = "750000000", "710000000"


class FakeSource:
    """Records in memory, with change numbers as the store gives them."""

    def __init__(self, records=()):
        self.records = {"vacancy": {}, "resume": {}}
        self.changed = {}
        self.version = 0
        for record in records:
            self.put(record)

    def put(self, record):
        self._change(kind_of(record), record.id, "put")
        self.records[kind_of(record)][record.id] = record

    def withdraw(self, kind, record_id):
        self._change(kind, record_id, "withdraw")
        del self.records[kind][record_id]

    def erase(self, kind, record_id):
        del self.records[kind][record_id], self.changed[kind, record_id]

    def _change(self, kind, record_id, action):
        self.version += 1
        self.changed[kind, record_id] = Change(self.version, kind, record_id, action)

    def last_change(self):
        return self.version

    def changes_since(self, version, limit):
        return sorted(change for change in self.changed.values() if change.version > version)[:limit]

    def get_many(self, kind, ids):
        return {one: self.records[kind][one] for one in ids if one in self.records[kind]}

    def iterate(self, kind, *, after=None):
        return iter(record for key, record in sorted(self.records[kind].items()) if after is None or key > after)

    def bodies(self, kind, *, after=None):
        return map(encode, self.iterate(kind, after=after))

    def current(self, kind, ids):
        known = {one: self.changed[kind, one] for one in ids if (kind, one) in self.changed}
        return {one: Current(change.version, self.records[kind].get(one)) for one, change in known.items()}

    def all_versions(self, kind):
        return iter([(one, self.changed[kind, one].version) for one in sorted(self.records[kind])])


@lru_cache(maxsize=1)
def people():
    return [*resumes(400, 5), *strange_people()]


@lru_cache(maxsize=1)
def offers():
    return [*vacancies(60, 5), *strange_offers()]


def strange_people():
    """People who say little, or something rare."""
    return [
        resume(wanting(), id="s01"),
        resume(wanting("любая работа"), id="s02"),
        resume(wanting("Любая работа", "повар"), asking(1), id="s03"),
        resume(wanting("астролог-проводник дирижаблей"), id="s04"),
        resume(wanting("сварщик"), id="s05", place=Place(kato=ALMATY), travel=Travel(relocation="possible")),
        resume(wanting("сварщик"), id="s06", place=Place(kato=ASTANA), travel=Travel(relocation=(ALMATY,))),
        resume(wanting("сварщик"), id="s07", place=Place(kato=ASTANA), accepts=Accepts(regimes=("rotation",))),
        resume(wanting(), id="s08", experience=(Job(title="сварщик", start="1995-01", end="1999-01"),)),
        resume(wanting("повар"), id="s09", experience=(Job(title="Сварщик", start="2015-01"),)),
        resume(wanting("сварщик"), id="s10", salary=Ask(min=2_000, currency="KZT", period="hour", in_hand=True)),
        resume(wanting("сварщик"), id="s11", salary=Ask(min=4_000_000, currency="KZT", period="year")),
        resume(wanting("сварщик"), id="s12", accepts=Accepts(night=False, hours_max=20.0, formats=("remote",))),
        resume(wanting("сварщик"), id="s13", travel=Travel(max_minutes=600.0, own_car=True), place=Place(kato=ALMATY)),
    ]


def strange_offers():
    """Vacancies that say little, or something rare."""
    rotation = Schedule(regime="rotation", employment="full", night=True, hours_per_week=60.0)
    return [
        vacancy(titled("Сварщик"), id="t01"),
        vacancy(titled("Астролог-проводник дирижаблей"), id="t02"),
        vacancy(titled("Сварщик"), paying(300_000), id="t03", place=Place(kato=ALMATY)),
        vacancy(titled("Сварщик"), id="t04", place=Place(kato=ALMATY), provides=("housing",), schedule=rotation),
        vacancy(titled("Сварщик"), id="t05", place=Place(kato=ALMATY), provides=("housing", "transport")),
        vacancy(titled("Сварщик"), id="t06", schedule=Schedule(format="remote", employment="part")),
        vacancy(titled("Сварщик"), id="t07", salary=Offer(low=1_500, high=2_500, currency="KZT", period="hour")),
        vacancy(titled("Сварщик"), id="t08", salary=Offer(high=350_000, currency="KZT", period="month", gross=True)),
        vacancy(titled("Работник"), id="t09"),
    ]


class BruteForce:
    """All pairs of a source's resumes with some offers."""

    def __init__(self, scorer, source, offers):
        self._scorer = scorer
        self._people = list(source.iterate("resume"))
        self._columns = columns(scorer, offers, self._people)

    def _pairs(self, at):
        return self._scorer.pairs(*self._columns, at, np.arange(len(self._people)), TODAY)

    def shortlist(self, at, request=REQUEST):
        """The ids and totals of the list for the offer at a position."""
        pairs = self._pairs(at)
        musts = {at: request.musts}
        if request.musts is None:
            musts = self._scorer.suggested(pairs.vacancies, np.array([at], np.int32))
        scores = self._scorer.score(pairs, request.weights, musts)
        bands, unknowns = band(scores), scores.unknowns()
        listed = [row for row in range(len(self._people)) if bands[row] > 0]
        order = sorted(listed, key=lambda row: (-scores.total[row], unknowns[row], self._people[row].id))
        return [(self._people[row].id, float(scores.total[row])) for row in order[: request.limit]]

    def counts(self, offer, musts):
        """How many people are suitable, before and after each relaxation."""
        one, _ = columns(self._scorer, [offer], [])
        pairs = self._scorer.pairs(one, self._columns[1], 0, np.arange(len(self._people)), TODAY)
        return counts(self._scorer, pairs, relaxations(one, musts), DEFAULT_WEIGHTS, musts)


def found(ranking):
    return [(one.id, float(one.scores.total[0])) for one in ranking.items]


class EngineContract:
    """The tests; `made` and `settle` are fixtures of the module that inherits them, `filled` is made once a module."""

    def test_the_best_k_equal_brute_force(self, filled, scorer):
        engine, source = filled
        exact = BruteForce(scorer, source, offers())
        for at, offer in enumerate(offers()):
            ranking = engine.shortlist(offer, REQUEST)
            assert found(ranking) == exact.shortlist(at)
            assert (ranking.considered, ranking.exact) == (len(people()), True)

    def test_the_other_direction_gives_the_same_totals(self, filled):
        engine, source = filled
        totals = {
            (offer.id, person): value
            for offer in offers()
            for person, value in found(engine.shortlist(offer, EVERYBODY))
        }
        for person in [*list(source.iterate("resume"))[:400:25], *strange_people()]:
            mine = found(engine.suitable(person, EVERYBODY))
            assert mine == sorted(mine, key=lambda one: -one[1])
            assert dict(mine) == {offer: value for (offer, who), value in totals.items() if who == person.id}

    @pytest.mark.parametrize("weights", [CHANGED, dict.fromkeys(DEFAULT_WEIGHTS, 0.0)], ids=["changed", "nothing"])
    def test_changed_weights_and_musts_keep_the_answer_exact(self, filled, scorer, weights):
        engine, source = filled
        request = Request(weights, TODAY, limit=7, musts=("salary",))
        some = offers()[::4]
        exact = BruteForce(scorer, source, some)
        for at, offer in enumerate(some):
            ranking = engine.shortlist(offer, request)
            assert found(ranking) == exact.shortlist(at, request)
            assert all(one.musts == ("salary",) for one in ranking.items)

    def test_what_if_counts_as_many_as_brute_force(self, filled, scorer):
        engine, source = filled
        brought, exact = 0, BruteForce(scorer, source, [])
        for offer in offers()[::3]:
            musts = engine.musts(offer, REQUEST)
            steps, before, after = engine.what_if(offer, REQUEST, relaxations)
            assert (before, after) == exact.counts(offer, musts)
            brought += sum(after) - before * len(steps)
        assert brought > 0

    def test_ties_are_broken_by_id_whatever_the_order_of_storing(self, made):
        twins = [resume(wanting("сварщик"), asking(100_000), id=f"r{at:02}") for at in (7, 3, 9, 1, 5)]
        engine = made(FakeSource(twins))
        request = Request(DEFAULT_WEIGHTS, TODAY, limit=3)
        assert [one.id for one in engine.shortlist(vacancy(), request).items] == ["r01", "r03", "r05"]

    def test_an_added_a_changed_and_a_withdrawn_record_are_seen(self, made, settle, scorer):
        source = FakeSource([*list(resumes(40, 5)), *strange_people(), *strange_offers()])
        engine, offer = made(source), vacancy(id="t01")
        first = found(engine.shortlist(offer, REQUEST))[0][0]
        source.withdraw("resume", first)
        settle(engine)
        assert first not in dict(found(engine.shortlist(offer, EVERYBODY)))
        person = resume(wanting(offer.title), id="new")
        source.put(person)
        settle(engine)
        assert "new" in dict(found(engine.shortlist(offer, EVERYBODY)))
        source.put(msgspec.structs.replace(person, desired=("космонавт",)))
        settle(engine)
        assert "new" not in dict(found(engine.shortlist(offer, EVERYBODY)))
        assert found(engine.shortlist(offer, REQUEST)) == BruteForce(scorer, source, [offer]).shortlist(0)
        assert engine.check() == []

    def test_an_empty_store_gives_an_empty_list(self, made):
        engine = made(FakeSource())
        ranking = engine.shortlist(vacancy(), REQUEST)
        assert (ranking.items, ranking.considered, ranking.exact) == ([], 0, True)
        assert engine.suitable(resume(), REQUEST).items == []

    def test_a_version_names_the_change_up_to_which_the_answer_knows(self, made, settle):
        source = FakeSource([resume()])
        engine = made(source)
        engine.shortlist(vacancy(), REQUEST)
        first = engine.version()
        source.put(resume(id="r2"))
        settle(engine)
        engine.shortlist(vacancy(), REQUEST)
        name, _, change = engine.version().rpartition("@")
        assert (first, change) == (f"{name}@1", "2")

    def test_an_engine_without_an_index_is_not_ready_and_makes_one_when_that_is_due(self, unmade):
        engine = unmade(FakeSource([resume()]))
        assert not engine.ready()
        assert engine.fold_if_due()
        assert engine.ready()
        assert not engine.fold_if_due()
        assert [one.id for one in engine.shortlist(vacancy(), REQUEST).items] == ["r1"]
