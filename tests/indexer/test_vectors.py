import json

import numpy as np
import pytest

from indexer.embedded.lock import writer
from indexer.errors import IndexBusyError
from indexer.vectors import VectorStore


class Spelling:
    """An encoder that counts letters and remembers what it was asked."""

    name, dimension = "spelling", 64

    def __init__(self, version="1"):
        self.version = version
        self.asked = []

    def encode(self, texts):
        self.asked += texts
        found = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            for letter in text:
                found[row, (ord(letter) + int(self.version)) % self.dimension] += 1
        return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)


def test_a_text_is_encoded_once(tmp_path):
    encoder = Spelling()
    assert VectorStore(tmp_path, encoder).refresh(["повар", "аспаз", "повар"]) == 2
    assert VectorStore(tmp_path, encoder).refresh(["повар", "аспаз", "cook"]) == 1
    assert encoder.asked == ["повар", "аспаз", "cook"]


def test_stored_vectors_are_those_of_the_encoder_within_their_rounding(tmp_path):
    store = VectorStore(tmp_path, Spelling())
    store.refresh(["повар", "аспаз"])
    assert np.allclose(store.of(["аспаз", "повар"]), Spelling().encode(["аспаз", "повар"]), atol=1e-3)


def test_a_text_has_one_vector_stored_or_not(tmp_path):
    store = VectorStore(tmp_path, Spelling())
    before = store.of(["аспаз"])
    store.refresh(["аспаз"])
    assert (store.of(["аспаз"]) == before).all()


def test_another_model_encodes_everything_anew_and_takes_the_place_of_the_old_set(tmp_path):
    VectorStore(tmp_path, Spelling()).refresh(["повар", "аспаз"])
    changed = Spelling(version="2")
    store = VectorStore(tmp_path, changed)
    assert store.stored() == 0
    assert store.refresh(["повар", "аспаз"]) == 2
    assert VectorStore(tmp_path, Spelling()).stored() == 0
    (kept,) = tmp_path.glob("vectors-*")
    assert json.loads((kept / "manifest.json").read_text())["made_by"]["version"] == "2"


def test_an_open_store_follows_what_another_process_wrote(tmp_path):
    reader = VectorStore(tmp_path, Spelling())
    assert reader.stored() == 0
    VectorStore(tmp_path, Spelling()).refresh(["повар"])
    assert reader.stored() == 1


def test_texts_that_are_gone_leave_the_store(tmp_path):
    store = VectorStore(tmp_path, Spelling())
    store.refresh(["повар", "аспаз"])
    assert store.refresh(["повар"]) == 0
    assert store.stored() == 1


def test_what_is_unchanged_is_not_written_again(tmp_path):
    store = VectorStore(tmp_path, Spelling())
    store.refresh(["повар"])
    store.refresh(["повар"])
    assert [path.name for path in tmp_path.glob("vectors-*")] == ["vectors-000001"]


@pytest.mark.parametrize("file", ["manifest.json", "set/vectors.npy", "set/texts.blob.npy"])
def test_a_damaged_set_is_told_and_made_anew(tmp_path, file):
    VectorStore(tmp_path, Spelling()).refresh(["повар", "аспаз"])
    (path,) = tmp_path.glob(f"vectors-*/{file}")
    path.write_bytes(path.read_bytes()[:-7])
    store = VectorStore(tmp_path, Spelling())
    assert store.altered() == [file.removeprefix("set/")]
    assert store.refresh(["повар", "аспаз"]) == 2
    assert store.altered() == []


def test_nothing_stored_is_nothing_altered(tmp_path):
    store = VectorStore(tmp_path, Spelling())
    assert store.altered() == []
    store.refresh([])
    assert store.stored() == 0


def test_two_writers_do_not_meet(tmp_path):
    with writer(tmp_path), pytest.raises(IndexBusyError):
        VectorStore(tmp_path, Spelling()).refresh(["повар"])
