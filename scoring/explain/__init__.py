"""Why a pair fits or not: facts by the numbers of the rank, and sentences from them in Russian, Kazakh and English.

Example:
    >>> load()  # once, when the process starts
    >>> told = facts_of(scorer, pairs, scores, [vacancy], [resume], [evidence], weights)  # what is stored
    >>> findings = say(told[0], "ru")
    >>> summary(findings, "ru")
"""

from scoring.explain.model import LANGS, Fact, Finding, Lang, Quoted, Told
from scoring.explain.phrasebook import load
from scoring.explain.summary import summary
from scoring.explain.telling import explain, facts_of, say, say_in_all

__all__ = [
    "LANGS", "Fact", "Finding", "Lang", "Quoted", "Told", "explain", "facts_of", "load", "say", "say_in_all",
    "summary",
]  # fmt: skip
