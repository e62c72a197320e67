import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.static_encoder import SHIPPED, StaticEncoder
from scoring.occupations.classifier import Classifier

pytestmark = pytest.mark.filterwarnings("default")

HALF = 5e-4
"""What float16 arithmetic may change of a number of a unit vector."""
# Not yet assigned characters are read by the Unicode version that each side was built with.
ASSIGNED = st.text(st.characters(exclude_categories=("Cn", "Cs")), max_size=40)
ODD = [
    "", "Дәнекерлеуші 5 р.", "🔥 Кондитер 🔥", "[UNK] [CLS] ##ер", "\u200fСто\u00adляр\u200b", "эл.сварщик / C++, C#",
    "ßẞ İstanbul ſ", "у\u0301чи\u0301тель", "Ⅳ разряд", "中文 повар", "я" * 300, "сварщик " * 300,
    "a\tb\nc\x85d\u2003e\x00",
]  # fmt: skip


@pytest.fixture(scope="module")
def shipped():
    return StaticEncoder.load()


@pytest.fixture(scope="module")
def loaded():
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(SHIPPED), device="cpu")


def pieces(loaded, text):
    return loaded[0].tokenizer.encode(text, add_special_tokens=False).ids


def test_titles_of_the_knowledge_have_the_same_vectors_in_both(shipped, loaded):
    titles = [title.text for title in Classifier.load().titles]
    half = loaded.encode(titles).astype(np.float32)
    assert np.abs(half - shipped.encode(titles)).max() < HALF


def test_in_single_precision_odd_texts_too_have_the_same_vectors(shipped):
    from sentence_transformers import SentenceTransformer

    exact = SentenceTransformer(str(SHIPPED), device="cpu").float()
    assert np.abs(exact.encode(ODD) - shipped.encode(ODD)).max() < 1e-5


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_cut_into_the_same_pieces(shipped, loaded, text):
    assert shipped._pieces.ids(text) == pieces(loaded, text)


@settings(max_examples=400)
@given(text=ASSIGNED)
def test_any_text_is_cut_into_the_same_pieces(shipped, loaded, text):
    assert shipped._pieces.ids(text) == pieces(loaded, text)
