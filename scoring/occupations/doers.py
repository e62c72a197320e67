"""Who is asked for by what they do: "еден жуатын адам керек" is "еден жуушы"."""

from __future__ import annotations

from scoring.language.kazakh import doers
from scoring.occupations.kinds import kinds_of
from scoring.occupations.known import KnownTitles

Chunks = tuple[tuple[str, ...], ...]

_ENDINGS = ("тын", "тін", "тин")


def doers_named(known: KnownTitles, chunks: Chunks) -> Chunks:
    """The chunks of a segment with each Kazakh participle that ends it, or has a person after it, as a noun.

    Only a noun that stands in some title is put there; the person is left out: "мал бағатын жігіт" -> "мал бағушы".
    """
    if not any(chunk[-1].endswith(_ENDINGS) for chunk in chunks):
        return chunks
    found: list[tuple[str, ...]] = []
    skipped = False
    for place, chunk in enumerate(chunks):
        if skipped:
            skipped = False
            continue
        following = kinds_of(chunks[place + 1][0]) if place + 1 < len(chunks) else frozenset({"noise"})
        skipped = "person" in following
        noun = _noun(known, chunk) if skipped or "noise" in following else ""
        skipped = skipped and bool(noun)
        found.append((noun,) if noun else chunk)
    return tuple(found)


def _noun(known: KnownTitles, chunk: tuple[str, ...]) -> str:
    nouns = doers(chunk[0]) if len(chunk) == 1 else ()
    return next((noun for noun in nouns if known.is_word(noun)), "")
