"""Sounds: the form under which words meet that are written as they are heard ("грущик", "кандитер", "бугалтер")."""

from __future__ import annotations

import re
from functools import lru_cache

# Clusters that one hears as one consonant; applied to a skeleton, where щ is ш and ь is gone.
_CLUSTERS = (
    (re.compile("[зсжш]ч|шч"), "ш"),
    (re.compile("[дт]ч|тш"), "ч"),
    (re.compile("[дт]с|тц|дц"), "ц"),
    (re.compile("хг"), "г"),
    (re.compile("стн"), "сн"),
    (re.compile("здн"), "зн"),
)
_VOWELS = str.maketrans({"о": "а", "е": "и", "я": "и", "э": "и", "ю": "у"})
_VOICED = str.maketrans("бвгджз", "пфктшс")
_DOUBLE = re.compile(r"(.)\1+")
_BEFORE_DEAF = re.compile("[бвгджз](?=[пфктшсхцч]|$)")


@lru_cache(maxsize=200_000)
def sound(skeleton: str) -> str:
    """How a skeleton sounds: unstressed vowels meet, clusters become one, voice is lost before deaf consonants."""
    for cluster, one in _CLUSTERS:
        skeleton = cluster.sub(one, skeleton)
    skeleton = skeleton.translate(_VOWELS)
    skeleton = _BEFORE_DEAF.sub(lambda found: found.group().translate(_VOICED), skeleton)
    return _DOUBLE.sub(r"\1", skeleton)
