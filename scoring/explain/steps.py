"""A step of the what-if ladder in words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from scoring.explain.duration import duration
from scoring.explain.model import LANGS, Lang, Params
from scoring.explain.phrasebook import Template, load
from scoring.explain.wording import Wording
from scoring.records import PERIODS


def step(code: str, params: Mapping[str, Any], before: int, after: int, lang: Lang) -> str:
    """What one relaxation is and what it would bring.

    Args:
        code: of the relaxation (scoring.whatif).
        params: of the relaxation.
        before: how many people are suitable as things are.
        after: how many would be.
        lang: of the sentence.
    """
    templates, facets = _catalogue()[lang]
    name, values = _values(code, params, facets, load()[lang].wording)
    outcome = {"step": templates[name].fill(values), "more": after - before, "before": before, "after": after}
    return templates["outcome"].fill(outcome)


def _values(code: str, params: Mapping[str, Any], facets: Mapping[str, str], wording: Wording) -> tuple[str, Params]:
    """The template of a relaxation and its values as templates want them."""
    if code == "salary":
        return f"salary_{PERIODS[int(params['period'])]}", {"from": round(params["from"]), "to": round(params["to"])}
    if code == "experience":
        years = {"from": duration(12 * params["from"]), "to": duration(12 * params["to"])}
        return ("experience" if params["to"] else "no_experience"), years
    if code == "must":
        return code, {"must": _must(str(params["must"]), facets, wording)}
    return code, params


def _must(must: str, facets: Mapping[str, str], wording: Wording) -> str:
    kind, _, rest = must.partition(":")
    if kind == "licence":
        return wording.graded("licence", rest)
    if kind == "language":
        return wording.language(rest)
    return rest or facets[must]


@lru_cache(maxsize=1)
def _catalogue() -> dict[Lang, tuple[dict[str, Template], dict[str, str]]]:
    data = tomllib.loads((files("scoring.explain") / "catalogues" / "steps.toml").read_text("utf-8"))
    books = load()
    return {
        lang: (
            {code: Template(text, books[lang].wording) for code, text in data[lang].items() if code != "facet"},
            data[lang]["facet"],
        )
        for lang in LANGS
    }
