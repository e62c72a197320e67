"""The words of a record as sorted ids of concepts, and asked phrases as weighted concepts."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from scoring.knowledge import Knowledge
from scoring.reading.denied import parted
from scoring.records import Resume, Training

HIGHEST_ID = 0x7FFFFFFF


def minor_concept(code: str) -> int:
    """The pseudo-concept of a minor group (first three digits), by which trainings of one field meet."""
    return zlib.crc32(f"minor:{code[:3]}".encode()) & HIGHEST_ID


class Words:
    """Turns texts into concepts by the glossary."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._glossary = knowledge.glossary
        self._knowledge = knowledge
        self._trainings: dict[str, list[int]] = {}

    def of_resume(self, resume: Resume) -> tuple[list[int], list[int]]:
        """Sorted ids of what the record states, and of what it says that the person has not done or cannot do."""
        texts = [*resume.desired, *resume.qualifications]
        refused: set[int] = set()
        for text in (resume.summary, *(job.duties for job in resume.experience)):
            if text:
                clauses, rest = parted(text)
                texts.append(rest)
                for clause in clauses:
                    refused.update(self._glossary.concepts(clause))
        texts += [job.title for job in resume.experience if job.title]
        texts += [one.speciality for one in resume.education if one.speciality]
        said: set[int] = set()
        for skill in resume.skills:
            said.update(self._glossary.mended(skill))
        for text in texts:
            said.update(self._glossary.concepts(text))
        return sorted(said), sorted(refused - said)

    def phrases(self, texts: Iterable[str]) -> list[list[tuple[int, float]]]:
        """Each asked text as distinct concepts with their weights; texts that carry nothing are left out."""
        found = []
        for text in texts:
            concepts = list(dict.fromkeys(self._glossary.mended(text)))
            if concepts:
                found.append([(concept, self._glossary.weight(concept)) for concept in concepts])
        return found

    def training(self, training: Training) -> list[int]:
        """The concepts of a training's speciality."""
        return self.speciality(training.speciality or "")

    def speciality(self, text: str) -> list[int]:
        """Concepts of a speciality, with the minor group that it trains for where the title finder is sure."""
        known = self._trainings.get(text)
        if known is None:
            concepts = set(self._glossary.concepts(text))
            for found in self._knowledge.finder.find(text)[:2]:
                if found.confidence >= 0.5:
                    concepts.add(minor_concept(self._knowledge.classifier.nodes[found.node].code))
            known = self._trainings[text] = sorted(concepts)
        return known
