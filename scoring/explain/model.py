"""What an explanation is made of: facts in no language, and what is said of them in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from scoring.records import Resume, Vacancy

Lang = Literal["ru", "kk", "en"]
LANGS: tuple[Lang, ...] = ("ru", "kk", "en")

Params = Mapping[str, Any]


class Quoted(Protocol):
    """A value read from free text: its path in the record and its words (`scoring.reading.facts.Evidence`)."""

    @property
    def path(self) -> str:
        """The dotted path of the record."""

    @property
    def value(self) -> Any:
        """The value at the path; of a list, one item."""

    @property
    def quote(self) -> str:
        """The words."""


class Records(NamedTuple):
    """The completed records of a pair; `evidence` is what was read from the free text of both."""

    vacancy: Vacancy
    resume: Resume
    evidence: Sequence[Quoted] = ()


class Fact(NamedTuple):
    """One thing that decided: a code of the catalogues, its values, and where the record says so.

    Every number in `params` is as a sentence shows it (whole tenge, years and months apart), so that a reader of the
    facts and a reader of the sentence see the same. `source` is a field ("resume.salary.min") or, where the value was
    read from free text, the words themselves in guillemets.
    """

    code: str
    params: Params
    source: str


@dataclass(frozen=True)
class Told:
    """A criterion of one pair in no language: what a stored shortlist keeps."""

    verdict: str
    value: float | None
    weight: float
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Finding:
    """A criterion of one pair as people read it.

    Attributes:
        verdict: met | not_met | unknown, as the rank found it.
        value: the near-miss value of the rank; None where it is unknown.
        weight: the weight applied; 0 where nobody asks.
        text: one sentence, or two short ones.
        ask: the question that settles an unknown; None otherwise.
        facts: what the sentence is made from.
    """

    verdict: str
    value: float | None
    weight: float
    text: str
    ask: str | None
    facts: tuple[Fact, ...]
