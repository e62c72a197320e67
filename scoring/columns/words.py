"""The words of a record as sorted ids of concepts, and asked phrases as weighted concepts."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from scoring.knowledge import Knowledge
from scoring.language.concepts import identity
from scoring.language.fields import Codes, Fields
from scoring.reading.denied import parted
from scoring.reading.travel import asks_own_car
from scoring.records import Resume, Training

HIGHEST_ID = 0x7FFFFFFF
OWN_CAR = identity("own car")
"""The pseudo-concept by which a demand of a car of one's own meets `travel.own_car`."""


def minor_concept(code: str) -> int:
    """The pseudo-concept of a minor group (first three digits), by which trainings of one field meet."""
    return zlib.crc32(f"minor:{code[:3]}".encode()) & HIGHEST_ID


def field_concept(code: str) -> int:
    """The pseudo-concept of a field of study, by which differently named specialities meet."""
    return zlib.crc32(f"field:{code}".encode()) & HIGHEST_ID


_ASKED, _HELD = 0x2AAAAAAA, 0x15555555
"""Mark the words of a speciality whose field is known, asked or held: they meet only those of an unknown field."""
_BROAD = (
    "технология", "технический", "инженер", "инженерный", "педагогика", "педагог", "методика", "обучение", "дело",
    "эксплуатация", "обслуживание", "ремонт", "оборудование", "производство", "промышленность", "промышленный",
    "предприятие", "отрасль", "система", "управление", "организация", "безопасность", "мастер", "техника", "техник",
    "машина", "машинист", "оператор", "монтаж", "хозяйство", "сельский", "деятельность", "материал", "изделие",
    "образование", "наука", "подготовка", "воспитание", "специальность", "специализация", "школа", "высший", "средний",
    "технолог", "помощник",
    "ісі", "оқыту", "білім", "технологиясы", "әдістемесі", "педагогикасы", "шаруашылығы", "өндірісі", "жабдықтары",
    "пайдалану", "мамандығы", "мұғалімі", "машинисі", "шебері", "техникалық", "кәсіпорындар", "салалар",
)  # fmt: skip
"""Words of all fields: two specialities do not meet in them if they have others."""


class Words:
    """Turns texts into concepts by the glossary."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._glossary = knowledge.glossary
        self._knowledge = knowledge
        self._fields = Fields.load()
        self._broad = {concept for word in _BROAD for concept in self._glossary.concepts(word)}
        self._trainings: dict[tuple[str, bool], list[int]] = {}

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
        if resume.travel and resume.travel.own_car is not None:
            (said if resume.travel.own_car else refused).add(OWN_CAR)
        return sorted(said), sorted(refused - said)

    def phrases(self, texts: Iterable[str]) -> list[list[tuple[int, float]]]:
        """Each asked text as distinct concepts with their weights; texts that carry nothing are left out."""
        found = []
        for text in texts:
            concepts = [OWN_CAR] if asks_own_car(text) else list(dict.fromkeys(self._glossary.mended(text)))
            if concepts:
                found.append([(concept, self._glossary.weight(concept)) for concept in concepts])
        return found

    def training(self, training: Training) -> list[int]:
        """The concepts of a training that somebody has."""
        return self._remembered(training.speciality or "", asked=False)

    def speciality(self, text: str) -> list[int]:
        """The concepts of a speciality that is asked for."""
        return self._remembered(text, asked=True)

    def _remembered(self, text: str, *, asked: bool) -> list[int]:
        known = self._trainings.get((text, asked))
        if known is None:
            fields = self._fields.asked(text) if asked else self._fields.held(text)
            known = self._trainings[text, asked] = sorted(self._meeting(self._words_of(text), fields, asked=asked))
        return known

    def _meeting(self, said: set[int], fields: Codes, *, asked: bool) -> set[int]:
        """What a speciality meets others by: where both fields are known these decide, else shared words."""
        own, other = (_ASKED, _HELD) if asked else (_HELD, _ASKED)
        if fields:
            return {field_concept(code) for code in fields} | {concept ^ own for concept in said - self._broad}
        return said | {concept ^ other for concept in said}

    def _words_of(self, text: str) -> set[int]:
        """Concepts of a speciality, with the minor group that it trains for where the title finder is sure."""
        concepts = set(self._glossary.concepts(text))
        concepts = concepts - self._broad or concepts
        for found in self._knowledge.finder.find(text)[:2]:
            if found.confidence >= 0.5:
                concepts.add(minor_concept(self._knowledge.classifier.nodes[found.node].code))
        return concepts
