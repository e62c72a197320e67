"""A small store behind the real application, and one whose parts fail as they are told."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from starlette.testclient import TestClient

from api import wiring
from api.http import parts
from api.http.app import create_app
from api.settings import Settings
from scoring.records import Accepts, Employer, Job, Language, Offer, Place, Requirements, Schedule, SkillAsk, Training
from tests.factories import asking, resume, vacancy, wanting

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
KARAGANDA, TEMIRTAU = "351010000", "352410000"

WELDER = vacancy(
    id="v1",
    title="Сварщик",
    description="Варим трубы. Требуются мужчины до 35 лет.",
    employer=Employer(name="ТОО «Пример & Ко»"),
    place=Place(kato=KARAGANDA),
    requirements=Requirements(
        education="vocational",
        licences=("safety:biot",),
        experience_years=2,
        skills=(SkillAsk(name="полуавтоматическая сварка", required=True),),
        languages=(Language(code="ru", level="B1"),),
    ),
    salary=Offer(low=250_000, high=300_000, currency="KZT", period="month", gross=True),
    schedule=Schedule(regime="shift", employment="full", night=False),
    conditions=("heavy_lifting", "noise"),
)
COOK = vacancy(id="v2", title="Повар", place=Place(kato=TEMIRTAU))
GOOD = resume(
    wanting("Электросварщик"),
    asking(280_000),
    id="r1",
    education=(Training(level="vocational", speciality="Сварочное дело", year=2012),),
    experience=(Job(title="сварщик", employer="ТОО «Трубы»", start="2018-02", end=None),),
    skills=("полуавтоматическая сварка",),
    accepts=Accepts(regimes=("shift",), employment=("full",)),
    place=Place(kato=TEMIRTAU),
    health_limits=("heavy_lifting",),
)
DEAR = resume(wanting("Сварщик"), asking(340_000), id="r2", place=Place(kato=KARAGANDA), health_limits=("dust",))
SILENT = resume(wanting("дәнекерлеуші"), id="r3")
BAKER = resume(wanting("Повар"), id="r4")
RECORDS = (WELDER, COOK, GOOD, DEAR, SILENT, BAKER)


def application(folder, **how):
    app = create_app(Settings(folder, None, "embedded"), **how)
    app.dependency_overrides[parts.clock] = lambda: NOW
    return app


@contextmanager
def running(folder, records=RECORDS, **how):
    """A client of an application whose store holds the records."""
    with wiring.service(Settings(folder, None, "embedded")) as service:
        service.store.put(records, NOW)
    with TestClient(application(folder, **how)) as client:
        yield client


@pytest.fixture(scope="session")
def reader(tmp_path_factory):
    """For tests that change no record."""
    with running(tmp_path_factory.mktemp("read")) as client:
        yield client


@pytest.fixture
def client(tmp_path):
    """For tests that change records."""
    with running(tmp_path) as client:
        yield client


@pytest.fixture
def failing(tmp_path):
    """A function: error -> client of an application whose service raises it."""
    stack = []

    def make(error: Exception) -> TestClient:
        def fail(*_args, **_kwargs):
            raise error

        everything = SimpleNamespace(
            shortlist=fail, suitable=fail, explain=fail, show=fail, put=fail, withdraw=fail, ready=fail,
            iterate=fail, count=fail, last_change=fail, fold_if_due=lambda: False, name="fake",
        )  # fmt: skip
        service = wiring.Service(
            store=everything, engine=everything, finder=everything, target=everything, cluster=None,
            matching=everything, scorer=None, names=None,
        )  # fmt: skip

        @contextmanager
        def opened(_settings):
            yield service

        made = TestClient(application(tmp_path, open_service=opened))
        made.__enter__()
        stack.append(made)
        return made

    yield make
    for one in stack:
        one.__exit__(None, None, None)
