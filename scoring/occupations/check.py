"""What can be wrong with the knowledge of occupations: `laiyq occupations check`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scoring.occupations.classifier import LANGS, Classifier
from scoring.records import CONDITIONS

GROUPS = 436
"""Four-digit groups of ISCO-08."""
REASONS = {"same_work": (0.75, 0.95), "short_retraining": (0.4, 0.74), "same_field": (0.1, 0.39)}


def problems(classifier: Classifier) -> list[str]:
    """Sentences on what is wrong; none when all is well."""
    return [*_groups(classifier), *_nodes(classifier), *_shares(classifier), *_neighbours(classifier)]


def _groups(classifier: Classifier) -> Iterator[str]:
    codes = Counter(node.code for node in classifier.nodes[1:] if node.key is None)
    if len(codes) != GROUPS:
        yield f"there are {len(codes)} groups, not {GROUPS}"
    yield from (f"{code} stands {count} times" for code, count in codes.items() if count > 1)


def _nodes(classifier: Classifier) -> Iterator[str]:
    titled = Counter((title.node, title.lang) for title in classifier.titles)
    for index, node in enumerate(classifier.nodes[1:], start=1):
        for lang in LANGS:
            if not node.names[lang].strip():
                yield f"{node.name} has no name in {lang}"
            if node.key is None and lang != "en" and not _family_titles(classifier, titled, index, lang):
                yield f"{node.name} has no title in {lang}"
        if not 1 <= node.level <= 4:
            yield f"{node.name}: level must lie between 1 and 4"
        yield from (f"{node.name}: no such condition as {one}" for one in node.conditions if one not in CONDITIONS)


def _family_titles(classifier: Classifier, titled: Counter[tuple[int, str]], index: int, lang: str) -> int:
    return sum(titled[member, lang] for member in classifier.family(classifier.nodes[index].code))


def _shares(classifier: Classifier) -> Iterator[str]:
    """The shares of one title over nodes sum to at most 1 (a word of two languages counts once a node)."""
    shares: dict[str, dict[int, float]] = {}
    for title in classifier.titles:
        nodes = shares.setdefault(" ".join(title.text.lower().replace("ё", "е").split()), {})
        nodes[title.node] = max(nodes.get(title.node, 0), title.share)
    for text, nodes in shares.items():
        total = sum(nodes.values())
        if total > 1.02:
            names = ", ".join(classifier.nodes[node].name for node in nodes)
            yield f"{text!r} has shares that sum to {total:.2f} over {names}"


def _neighbours(classifier: Classifier) -> Iterator[str]:
    stated = {(classifier.nodes[line.source].code, line.target[:4]) for line in classifier.lines}
    for line in classifier.lines:
        source = classifier.nodes[line.source]
        if line.target not in classifier.by_name:
            yield f"{source.name} names {line.target}, which there is not"
            continue
        low, high = REASONS.get(line.reason, (1.0, 0.0))
        if not low <= line.closeness <= high:
            yield f"{source.name} -> {line.target}: {line.closeness} does not fit the reason {line.reason}"
        if (line.target[:4], source.code) not in stated:
            yield f"{source.name} -> {line.target} is stated one way only"
