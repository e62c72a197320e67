"""Words that an explanation never repeats: sex, age, nationality, family, religion, health, residence registration.

A quote is shown as evidence only when none of these stands in it; a silent source is better than a told attribute.
The list errs on the side of silence, and is no reader of demands (that is `scoring.reading.unlawful`).
"""

from __future__ import annotations

from functools import lru_cache

TITLE_STEMS = (
    "мужчин", "женщин", "девуш", "юнош", "жігіт", "келінш", "әйел", "ер адам", "ер азамат", "пенсионер", "зейнеткер",
    "декрет", "беремен", "жүкті", "инвалид", "мүгедек", "замуж", "женат", "многодет", " лет", "жастағы", "г.р",
)  # fmt: skip
"""Those that a title never needs: a teacher of children keeps theirs."""
STEMS = (
    *TITLE_STEMS, "парень", "парни", "молод", "қыз бала", "возраст", "пенси", "зейнет", "жасым", "года рождения",
    "туған", "рожден", "национальн", "ұлтым", "ұлты", "казах ", "казашк", "холост", "семейн", "семья", "семьи",
    "дети", "детей", "ребен", "ребён", "берем", "балалы", "балам", "отбас", "тұрмыс", "үйлен", "мать ", "намаз",
    "мусульм", "христиан", "религи", "здоров", "болезн", "болею", "болит", "диабет", "астма", "аллерг", "денсаул",
    "ауру", "справка втэк", "операци на", "спина", "грыж", "зрени", "слух", "пропис", "тіркеу", "married", "pregnan",
    "child", "years old", "health", "disab", "religio", "nationality",
)  # fmt: skip


@lru_cache(maxsize=20_000)
def tells_protected(text: str) -> bool:
    """Whether a text may tell such an attribute."""
    low = text.casefold()
    return any(stem in low for stem in STEMS)


def title_tells_protected(title: str) -> bool:
    """Whether a title tells more than a work: "продавец, 45 лет"."""
    low = title.casefold()
    return any(stem in low for stem in TITLE_STEMS)
