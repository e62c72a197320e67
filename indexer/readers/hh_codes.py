"""The codes of hh.ru's dictionaries in our words. A code that is absent here has no counterpart and is left out."""

from __future__ import annotations

EXPERIENCE_YEARS: dict[str, float] = {"noExperience": 0, "between1And3": 1, "between3And6": 3, "moreThan6": 6}
"""The least that is asked."""

REGIMES = {"fullDay": "full_day", "shift": "shift", "flexible": "flexible", "flyInFlyOut": "rotation"}
"""`schedule`; its "remote" is a format of ours."""

EMPLOYMENT = {
    "full": "full", "part": "part", "project": "project", "probation": "internship",
    "FULL": "full", "PART": "part", "PROJECT": "project", "SIDE_JOB": "part",
}  # fmt: skip
"""`employment` and the newer `employment_form`; voluntary work is none that is mediated."""

FORMATS = {"ON_SITE": "on_site", "REMOTE": "remote", "HYBRID": "hybrid", "FIELD_WORK": "travelling"}

PERIODS = {"MONTH": "month", "SHIFT": "shift", "HOUR": "hour"}
"""`salary_range.mode`; pay for a rotation or a service has no period of ours."""

EDUCATION = {
    "secondary": "secondary", "special_secondary": "vocational", "unfinished_higher": "secondary", "higher": "higher",
    "bachelor": "higher", "master": "postgraduate", "candidate": "postgraduate", "doctor": "postgraduate",
}  # fmt: skip
"""A higher education that was not finished is none."""

LANGUAGES = {
    "abk": "ab", "aze": "az", "sqi": "sq", "eng": "en", "ara": "ar", "hye": "hy", "bel": "be", "bul": "bg", "hun": "hu",
    "vie": "vi", "ell": "el", "kat": "ka", "dan": "da", "heb": "he", "ind": "id", "spa": "es", "ita": "it", "kaz": "kk",
    "kir": "ky", "zho": "zh", "kor": "ko", "lav": "lv", "lit": "lt", "mon": "mn", "deu": "de", "nld": "nl", "nor": "no",
    "fas": "fa", "pol": "pl", "por": "pt", "ron": "ro", "rus": "ru", "srp": "sr", "slk": "sk", "slv": "sl", "tgk": "tg",
    "tat": "tt", "tur": "tr", "tuk": "tk", "uzb": "uz", "uig": "ug", "ukr": "uk", "fin": "fi", "fra": "fr", "hin": "hi",
    "hrv": "hr", "che": "ce", "ces": "cs", "swe": "sv", "est": "et", "jpn": "ja", "bak": "ba",
}  # fmt: skip
"""ISO 639-3, as hh.ru writes it, to ISO 639-1."""

LEVELS = {
    "a1": "A1", "a2": "A2", "b1": "B1", "b2": "B2", "c1": "C1", "c2": "C2", "l1": "C2", "native": "C2",
    "basic": "A2", "can_read": "B1", "can_pass_interview": "B2", "fluent": "C1",
}  # fmt: skip
"""The levels in use, and those of hh.ru before 2019."""

MINUTES: dict[str, float] = {"less_than_hour": 60, "from_hour_to_one_and_half": 90}
"""`travel_time`; "any" states nothing."""
