"""Records for tests. Traits read as a sentence: `resume(wanting("сварщик"), asking(300_000), id="r7")`."""

from __future__ import annotations

from typing import Any

from scoring.records import Ask, Offer, Place, Requirements, Resume, SkillAsk, Vacancy

Trait = dict[str, Any]


def vacancy(*traits: Trait, **changes: Any) -> Vacancy:
    """A vacancy that states nothing but its title, and what the traits and changes say."""
    return Vacancy(**_merged({"id": "v1", "title": "Сварщик"}, *traits, changes))


def resume(*traits: Trait, **changes: Any) -> Resume:
    """A resume that states nothing but the work desired, and what the traits and changes say."""
    return Resume(**_merged({"id": "r1", "desired": ("Сварщик",)}, *traits, changes))


def resumes(count: int, *traits: Trait, prefix: str = "r") -> list[Resume]:
    """So many resumes whose ids sort in the order made."""
    return [resume(*traits, id=f"{prefix}{number:06d}") for number in range(count)]


def titled(title: str) -> Trait:
    """Of a vacancy: offering this work."""
    return {"title": title}


def paying(low: float | None = None, high: float | None = None, **how: Any) -> Trait:
    """Of a vacancy: offering this pay, in tenge a month unless said otherwise."""
    return {"salary": Offer(**{"low": low, "high": high, "currency": "KZT", "period": "month", **how})}


def requiring(*skills: str, **demands: Any) -> Trait:
    """Of a vacancy: asking for these skills, and for what else `Requirements` knows."""
    asked = tuple(SkillAsk(name=skill, required=True) for skill in skills)
    return {"requirements": Requirements(skills=asked, **demands)}


def wanting(*titles: str) -> Trait:
    """Of a resume: looking for this work."""
    return {"desired": titles}


def asking(least: float, **how: Any) -> Trait:
    """Of a resume: for no less than this, in tenge a month unless said otherwise."""
    return {"salary": Ask(**{"min": least, "currency": "KZT", "period": "month", **how})}


def skilled_in(*skills: str) -> Trait:
    """Of a resume: able to do this."""
    return {"skills": skills}


def located_in(name: str, kato: str | None = None, **where: Any) -> Trait:
    """Of either: in this place."""
    return {"place": Place(name=name, kato=kato, **where)}


def _merged(*parts: Trait) -> Trait:
    merged: Trait = {}
    for part in parts:
        merged.update(part)
    return merged
