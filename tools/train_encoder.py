"""Trains the encoder that the project ships, from its own knowledge of occupations and words.

    python -m tools.train_encoder [--out indexer/models/titles] [--new-pieces]

Needs the extra `semantic`. It is a sentence-transformers model of one `StaticEmbedding`: a WordPiece tokenizer and a
table of vectors, pulled together for pairs that mean the same work and apart for the others of a batch; neighbouring
occupations count as a part of the answer. The table is stored as float16.

The seed is fixed, and the pieces that lie in the folder are kept: the same knowledge, pieces and libraries give the
same file. `--new-pieces` makes them anew; the library that makes them breaks ties by chance, so some dozen differ.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from safetensors.torch import save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

from indexer.wordpiece import UNKNOWN
from scoring.language.letters import _TO_SKELETON
from scoring.occupations.classifier import Classifier
from tools.encoder_pairs import Pair, Pairs

SEED = 20261120
PIECES, DIMENSIONS = 12_000, 256
LONGEST_WORD = 60
STEPS, BATCH, RATE = 2500, 512, 0.015
SCALE = 20.0
"""Of cosines before they are compared, as in sentence-transformers' losses."""
COUNTED = 0.5
"""Closeness from which another occupation of a batch is a part of the answer."""
NEIGHBOUR = 0.25
"""The part of a neighbour, times its closeness, beside 1 for the occupation itself."""


def tokenizer(pairs: Pairs) -> Tokenizer:
    """The pieces of the texts; letters that are mixed up in typing fall together (`scoring.language.letters`)."""
    made = Tokenizer(models.WordPiece(unk_token=UNKNOWN, max_input_chars_per_word=LONGEST_WORD))
    letters = [(chr(code), into or "") for code, into in _TO_SKELETON.items()]
    made.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.BertNormalizer(
                clean_text=True, handle_chinese_chars=False, strip_accents=False, lowercase=True
            ),
            *(normalizers.Replace(one, into) for one, into in [*letters, ("\u0300", ""), ("\u0301", "")]),
        ]
    )
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(vocab_size=PIECES, special_tokens=[UNKNOWN], show_progress=False)
    made.train_from_iterator(pairs.texts(), trainer)
    # A token that is registered as special would be cut out of texts that happen to spell it.
    plain = json.loads(made.to_str())
    plain["added_tokens"] = []
    return Tokenizer.from_str(json.dumps(plain, ensure_ascii=False))


def wanted(batch: list[Pair], closeness: torch.Tensor) -> torch.Tensor:
    """float[n, n]: what share of the answer each other side is; rows sum to 1."""
    nodes = torch.tensor([pair.node for pair in batch])
    share = closeness[nodes][:, nodes]
    share = torch.where(share >= COUNTED, share * NEIGHBOUR, torch.zeros(()))
    share.fill_diagonal_(1.0)
    return share / share.sum(1, keepdim=True)


def train(model: SentenceTransformer, pairs: Pairs, classifier: Classifier) -> None:
    """Pulls the vectors into place."""
    closeness = torch.from_numpy(classifier.closeness)
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=STEPS, pct_start=0.05)
    for step in range(STEPS):
        batch = pairs.batch(BATCH)
        sides = [model(model.preprocess([pair[side] for pair in batch]))["sentence_embedding"] for side in (0, 1)]
        scores = SCALE * sides[0] @ sides[1].T
        target = wanted(batch, closeness)
        cross = torch.nn.functional.cross_entropy
        loss = cross(scores, target) + cross(scores.T, target.T / target.T.sum(1, keepdim=True))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if step % 250 == 0:
            print(f"step {step}: loss {loss.item():.3f}", flush=True)  # noqa: T201 - a script's progress


def save(model: SentenceTransformer, out: Path) -> None:
    """The model as sentence-transformers stores it, its table as float16; the unknown piece has no direction."""
    static = model[0]
    with torch.no_grad():
        static.embedding.weight[static.tokenizer.token_to_id(UNKNOWN)] = 0
    model.save(str(out), create_model_card=False)
    for path in out.rglob("model.safetensors"):
        save_file({"embedding.weight": static.embedding.weight.detach().half().contiguous()}, path)


def train_into(out: Path, pieces: Path) -> None:
    """Makes the model in a folder with the pieces of a file, or with new ones where there is no such file."""
    torch.manual_seed(SEED)
    torch.use_deterministic_algorithms(mode=True)
    classifier = Classifier.load()
    pairs = Pairs(classifier, SEED)
    made = Tokenizer.from_file(str(pieces)) if pieces.exists() else tokenizer(pairs)
    static = StaticEmbedding(made, embedding_dim=DIMENSIONS)
    model = SentenceTransformer(modules=[static, Normalize()], device="cpu")
    train(model, pairs, classifier)
    save(model, out)


def main() -> None:
    """Trains and writes."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--out", type=Path, default=Path("indexer/models/titles"))
    arguments.add_argument("--new-pieces", action="store_true")
    chosen = arguments.parse_args()
    train_into(chosen.out, chosen.out / ("new.json" if chosen.new_pieces else "tokenizer.json"))


if __name__ == "__main__":
    main()
