"""Encoders: texts to vectors behind one protocol, the shipped one by default, any sentence-transformers model by name.

`LAIYQ_ENCODER` names the model (of a hub, or a folder); it needs the extra: `pip install laiyq[semantic]`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from indexer.errors import EncoderError
from indexer.static_encoder import Floats, StaticEncoder

STATIC = "static"
"""The value of LAIYQ_ENCODER for the shipped model; nothing set is the same."""
BATCH = 64
_QUERY = "query: "
"""Models of the E5 family want it before every text that is compared with its like."""


class Encoder(Protocol):
    """Turns texts into vectors of unit length.

    Attributes:
        name: of the model, as it was asked for.
        version: a checksum of what makes its vectors: another version means other vectors.
        dimension: numbers a vector.
    """

    name: str
    version: str
    dimension: int

    def encode(self, texts: Sequence[str]) -> Floats:
        """float32[n, dimension], rows of unit length; a text that says nothing to the model may be zero."""
        ...


class SentenceEncoder:
    """Any sentence-transformers model. Constructed by `load()`, which brings torch: seconds and gigabytes."""

    def __init__(self, name: str, model: Any) -> None:
        self.name = name
        self._model = model.float().eval()
        self._prompt = _QUERY if "e5" in name.casefold().rpartition("/")[2].split("-") else ""
        self.dimension = int(model.get_embedding_dimension())
        self.version = _version(model, self._prompt)

    @classmethod
    def load(cls, name: str) -> SentenceEncoder:
        """The model of that name or in that folder.

        Raises:
            EncoderError: the extra is not installed, or there is no such model.
        """
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise EncoderError(
                f"the encoder {name} needs an extra; install it with: pip install 'laiyq[semantic]'"
            ) from error
        try:
            return cls(name, SentenceTransformer(name, device="cpu"))
        except (OSError, ValueError, KeyError) as error:
            raise EncoderError(f"the encoder {name} cannot be loaded: {error}") from error

    def encode(self, texts: Sequence[str]) -> Floats:
        """float32[n, dimension], rows of unit length."""
        if not len(texts):
            return np.zeros((0, self.dimension), np.float32)
        found = self._model.encode(
            [self._prompt + text for text in texts],
            batch_size=BATCH,
            convert_to_numpy=True,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.asarray(found, np.float32)


def load_encoder(setting: str | None = None) -> Encoder:
    """The encoder that a setting asks for.

    Raises:
        EncoderError: it cannot be had; the message says why.
    """
    if setting in (None, "", STATIC):
        return StaticEncoder.load()
    assert setting is not None  # noqa: S101 - told apart above
    return SentenceEncoder.load(setting)


def _version(model: Any, prompt: str) -> str:
    """A checksum over the weights, the words of the tokenizer and the order of the modules."""
    total = hashlib.blake2b(prompt.encode(), digest_size=16)
    for name, tensor in sorted(model.state_dict().items()):
        total.update(name.encode())
        total.update(np.ascontiguousarray(tensor.detach().cpu().numpy()).tobytes())
    total.update(repr([type(module).__name__ for module in model]).encode())
    vocabulary = model.tokenizer.get_vocab()
    total.update(json.dumps(sorted(vocabulary.items()), ensure_ascii=False).encode())
    return total.hexdigest()
