import numpy as np
import pytest

from indexer.static_encoder import StaticEncoder

pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture
def short(monkeypatch):
    from tools import train_encoder

    for name, value in {"STEPS": 2, "PIECES": 1500, "DIMENSIONS": 32, "BATCH": 64}.items():
        monkeypatch.setattr(train_encoder, name, value)
    return train_encoder


def test_the_training_writes_the_same_file_twice_and_it_is_read_without_sentence_transformers(short, tmp_path):
    for name in ("one", "two"):
        short.train_into(tmp_path / name, pieces=tmp_path / "one" / "tokenizer.json")
    one, two = (StaticEncoder.load(tmp_path / name) for name in ("one", "two"))
    assert one.dimension == 32
    assert np.isfinite(one.encode(["сварщик"])).all()
    assert one.version == two.version
