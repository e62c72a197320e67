import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.encoder import load_encoder
from indexer.errors import EncoderError
from indexer.static_encoder import LONG, SHIPPED, StaticEncoder

SHIPPED_BYTES = 20_000_000


@pytest.fixture(scope="module")
def encoder():
    return StaticEncoder.load()


def cosine(encoder, one, other):
    first, second = encoder.encode([one, other])
    return float(first @ second)


def test_the_shipped_model_is_small():
    assert sum(path.stat().st_size for path in SHIPPED.rglob("*")) <= SHIPPED_BYTES


def test_vectors_have_unit_length_and_the_dimension_that_is_said(encoder):
    found = encoder.encode(["сварщик", "дәнекерлеуші", "welder", "🔥 Кондитер 🔥"])
    assert found.shape == (4, encoder.dimension)
    assert found.dtype == np.float32
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize(
    ("one", "same", "other"),
    [
        ("сварщик", "дәнекерлеуші", "бухгалтер"),
        ("бухгалтер", "есепші", "слесарь-сантехник"),
        ("повар", "cook", "водитель"),
        ("құбыр дәнекерлеу", "сварка труб", "ведение бухгалтерского учёта"),
    ],
)
def test_one_work_in_two_languages_is_nearer_than_another_work(encoder, one, same, other):
    assert cosine(encoder, one, same) > cosine(encoder, one, other) + 0.2


def test_letters_typed_for_one_another_change_nothing(encoder):
    assert cosine(encoder, "Дәнекерлеуші", "данекерлеуши") == pytest.approx(1, abs=1e-5)


def test_a_text_without_words_has_no_direction(encoder):
    assert not encoder.encode(["", " \u200b ", "中文"]).any()


def test_no_texts_give_no_rows(encoder):
    assert encoder.encode([]).shape == (0, encoder.dimension)


@given(texts=st.lists(st.text(max_size=60), max_size=6))
def test_any_text_has_the_vector_that_it_has_alone(encoder, texts):
    together = encoder.encode(texts)
    assert np.isfinite(together).all()
    for row, text in zip(together, texts, strict=True):
        assert np.allclose(row, encoder.encode([text])[0], atol=1e-6)


def test_long_texts_are_counted_to_the_same_vector(encoder):
    assert cosine(encoder, "сварщик труб", " ".join(["сварщик труб"] * LONG)) == pytest.approx(1, abs=1e-5)


def test_a_megabyte_of_one_word_is_no_word(encoder):
    assert not encoder.encode(["я" * 1_000_000]).any()


def test_a_folder_that_is_no_model_is_refused_by_name(tmp_path):
    with pytest.raises(EncoderError, match=tmp_path.name):
        StaticEncoder.load(tmp_path)


@pytest.mark.parametrize("setting", [None, "", "static"])
def test_the_shipped_model_is_the_default(setting):
    assert isinstance(load_encoder(setting), StaticEncoder)
