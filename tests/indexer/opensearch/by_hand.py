"""What the engine would score a document, by the definitions of the few queries that the builders use."""

from __future__ import annotations


def score(query, body):
    """The score of a document, None where it does not match."""
    ((kind, asked),) = query.items()
    return _KINDS[kind](asked, body)


def _terms(asked, body):
    ((field, wanted),) = asked.items()
    held = body.get(field, [])
    return 1.0 if set(wanted) & set([held] if isinstance(held, str) else held) else None


def _bool(asked, body):
    total = 0.0
    for one in asked.get("filter", []):
        if score(one, body) is None:
            return None
    for one in asked.get("must_not", []):
        if score(one, body) is not None:
            return None
    for one in asked.get("must", []):
        found = score(one, body)
        if found is None:
            return None
        total += found
    may = [score(one, body) for one in asked.get("should", [])]
    required = not ({"filter", "must", "must_not"} & set(asked))
    if required and all(one is None for one in may):
        return None
    return total + sum(one for one in may if one is not None)


def _constant(asked, body):
    return asked["boost"] if score(asked["filter"], body) is not None else None


def _best(asked, body):
    return max((found for one in asked["queries"] if (found := score(one, body)) is not None), default=None)


_KINDS = {
    "match_all": lambda _asked, _body: 1.0,
    "match_none": lambda _asked, _body: None,
    "terms": _terms,
    "bool": _bool,
    "constant_score": _constant,
    "dis_max": _best,
}
