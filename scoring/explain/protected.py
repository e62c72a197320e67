"""Words that an explanation never repeats: sex, age, nationality, family, religion, health, residence registration.

A quote is shown as evidence only when none of these stands in it; a silent source is better than a told attribute.
The list errs on the side of silence, and is no reader of demands (that is `scoring.reading.unlawful`).
"""

from __future__ import annotations

from functools import lru_cache

STEMS = (
    "мужчин", "женщин", "девуш", "парень", "парни", "юнош", "молод", "жігіт", "келінш", "әйел", "қыз бала", "ер адам",
    "ер азамат", "возраст", "пенси", "зейнет", "мне лет", " лет мне", "жасым", "жастағы", "года рождения", "г.р", "туған",
    "рожден", "национальн", "ұлтым", "ұлты", "казах ", "казашк", "русская ж", "замуж", "женат", "холост", "семейн",
    "семья", "семьи", "дети", "детей", "ребен", "ребён", "декрет", "берем", "жүкті", "балалы", "балам", "отбас",
    "тұрмыс", "үйлен", "мать ", "многодет", "намаз", "мусульм", "христиан", "религи", "инвалид", "мүгедек", "здоров",
    "болезн", "болею", "болит", "диабет", "астма", "аллерг", "денсаул", "ауру", "справка втэк", "операци на",
    "спина", "грыж", "зрени", "слух", "беремен", "прописк", "пропис", "тіркеу", "married", "pregnan", "child", "years old",
    "health", "disab", "religio", "nationality",
)  # fmt: skip


@lru_cache(maxsize=20_000)
def tells_protected(text: str) -> bool:
    """Whether a text may tell such an attribute."""
    low = text.casefold()
    return any(stem in low for stem in STEMS)
