"""The catalogues of the pages: the same words in all languages, and every code has a name."""

import re
from string import Formatter
from typing import get_args

import pytest

from api.http.pages.controls import must_name
from api.http.pages.tongue import tongues
from scoring import records
from scoring.suitable import FACTORS
from scoring.weights import DEFAULT_WEIGHTS, STATIC_MUSTS

LANGS = ("ru", "kk", "en")


def leaves(part, path=""):
    if isinstance(part, str):
        yield path, part
        return
    for key, one in part.items():
        yield from leaves(one, f"{path}.{key}" if path else key)


def places(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("lang", LANGS)
def test_a_catalogue_has_the_words_and_the_places_of_the_russian_one(lang):
    russian, own = dict(leaves(tongues()["ru"].texts)), dict(leaves(tongues()[lang].texts))
    assert own.keys() == russian.keys()
    assert {path: places(text) for path, text in own.items()} == {path: places(text) for path, text in russian.items()}
    assert all(text.strip() == text and text for text in own.values())


def test_kazakh_and_english_are_not_left_in_russian():
    russian = dict(leaves(tongues()["ru"].texts))
    same = {"site.name", "columns.rank", "values.no", "error.title"}
    for lang in ("kk", "en"):
        for path, text in leaves(tongues()[lang].texts):
            assert text != russian[path] or path in same or re.fullmatch(r"\W+|JSON", text)
    assert not [text for _, text in leaves(tongues()["en"].texts) if re.search("[а-яё]", text, re.IGNORECASE)]


@pytest.mark.parametrize("lang", LANGS)
def test_every_code_has_a_name(lang):
    tongue = tongues()[lang]
    groups = {
        "criteria": DEFAULT_WEIGHTS,
        "musts": STATIC_MUSTS,
        "factors": FACTORS,
        "periods": records.PERIODS,
        "conditions": records.CONDITIONS,
        "provides": get_args(records.Provision),
        "bands": "0123",
        "verdicts": ("met", "not_met", "unknown"),
    }
    for group, codes in groups.items():
        assert all(tongue.word(f"{group}.{code}") for code in codes)
    for facet, codes in (("regime", records.REGIMES), ("employment", records.EMPLOYMENT), ("format", records.FORMATS)):
        assert {f"{facet}:{code}" for code in codes} <= set(tongue.wording.names["schedule"])
    assert set(records.EDUCATION) <= set(tongue.wording.names["education"])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("must", ["experience", "licence:driving:C", "language:kk", "skill:1С"])
def test_a_must_has_words(lang, must):
    assert must_name(must, tongues()[lang]) != must or must in STATIC_MUSTS
