import json

import numpy as np
import pytest

from indexer.encoder import SentenceEncoder, load_encoder
from indexer.errors import EncoderError
from indexer.vectors import VectorStore

pytestmark = pytest.mark.filterwarnings("default")

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "повар", "аспаз", "cook", "сварщик", "query", ":"]
TEXTS = ["повар", "аспаз cook", "сварщик", ""]


def make(folder, seed=1):
    """A transformer small enough to be made by a test, stored as a folder that sentence-transformers loads."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(seed)
    bare = folder / "bare"
    bare.mkdir(parents=True)
    (bare / "vocab.txt").write_text("\n".join(WORDS), "utf-8")
    BertTokenizerFast(vocab=str(bare / "vocab.txt")).save_pretrained(bare)
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    BertModel(config).save_pretrained(bare)
    whole = Transformer(str(bare))
    model = SentenceTransformer(modules=[whole, Pooling(16, pooling_mode="mean")], device="cpu")
    model.save(str(folder / "model"), create_model_card=False)
    return str(folder / "model")


@pytest.fixture(scope="module")
def name(tmp_path_factory):
    return make(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def encoder(name):
    return load_encoder(name)


def test_a_folder_named_by_the_setting_is_loaded(encoder, name):
    assert isinstance(encoder, SentenceEncoder)
    assert (encoder.name, encoder.dimension) == (name, 16)


def test_vectors_are_the_models_own_in_unit_length(encoder, name):
    from sentence_transformers import SentenceTransformer

    found = encoder.encode(TEXTS)
    own = SentenceTransformer(name, device="cpu").encode(TEXTS, normalize_embeddings=True)
    assert found.dtype == np.float32
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    assert np.allclose(found, own, atol=1e-5)
    assert not np.allclose(found[0], found[2], atol=1e-2)


def test_no_texts_give_no_rows(encoder):
    assert encoder.encode([]).shape == (0, 16)


def test_the_version_is_the_same_for_the_same_model_and_another_for_other_weights(encoder, name, tmp_path):
    assert load_encoder(name).version == encoder.version
    assert load_encoder(make(tmp_path, seed=2)).version != encoder.version


def test_another_model_of_the_same_name_is_noticed_and_everything_is_encoded_anew(tmp_path):
    store = tmp_path / "index"
    first = SentenceEncoder("model", load_encoder(make(tmp_path / "one"))._model)
    second = SentenceEncoder("model", load_encoder(make(tmp_path / "two", seed=2))._model)
    assert VectorStore(store, first).refresh(TEXTS) == len(TEXTS)
    assert VectorStore(store, first).refresh(TEXTS) == 0
    changed = VectorStore(store, second)
    assert changed.refresh(TEXTS) == len(TEXTS)
    assert np.allclose(changed.of(TEXTS), second.encode(TEXTS), atol=1e-3)
    (manifest,) = store.glob("vectors-*/manifest.json")
    assert json.loads(manifest.read_text())["made_by"]["version"] == second.version


def test_models_of_the_e5_family_get_the_words_that_they_were_trained_with(encoder):
    e5 = SentenceEncoder("intfloat/multilingual-e5-small", encoder._model)
    assert np.allclose(e5.encode(["повар"]), encoder.encode(["query: повар"]), atol=1e-5)
    assert e5.version != encoder.version


def test_a_model_that_is_nowhere_is_named():
    with pytest.raises(EncoderError, match="/nowhere/model"):
        load_encoder("/nowhere/model")
