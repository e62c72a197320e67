"""Languages, with a CEFR level only where one is written ("английский B2", "қазақша да, орысша да C1 деңгейінде").

A vacancy asks a language where it says so (знание, владение, язык, тілі, білу) and a wish asks none; a person has it
where the text names it as a language and does not deny it. Cuisine, goods and people are not languages. `worded` takes
the plain words for the upper levels as well: "свободно" stands for C1 and a mother tongue for C2.
"""

from __future__ import annotations

from collections.abc import Iterator

from scoring.reading.facts import Fact
from scoring.reading.negation import denied, wished
from scoring.reading.sheet import Rule, Sheet, marks_of

_NAMES: tuple[tuple[str, Rule], ...] = (
    (
        "kk",
        Rule(
            r"\bказахск\w+|\bказ\.(?=\s*(?:[,-]|своб|родн|хорош|язык|баз|разг|отл|поним|в соверш))|\bказ\.?(?= яз"
            r"|-рус|/рус|, рус)"
            r"|\bказ\b\.?(?=\s*[-:]\s*(?:[abcавс][12]\b|своб|родн|хорош|отл|разг|баз|ср))"
            r"|қазақ(?=\s*[-:]\s*(?:ана тіл|[abcавс][12]\b|еркін|жақсы|орта))|қазақ(?:ша|ша-орысша)\b|қазақ тіл\w*"
            r"|қазақ(?=,? (?:орыс )?(?:еркін|жетік)\b)|(?<=\bрус[/-])каз\b"
            r"|\bгосударственн\w+ язык\w*|\bгос\.? ?яз\w*|мемлекеттік тіл\w*|(?<=орыс, )қазақ|қазақ(?=,? (?:және|мен"
            r"|пен) орыс тіл|, орыс тіл|, ағылшын)|\bkazakh",
            "каза|қаза|каз|гос|мемл|kazakh",
        ),
    ),
    (
        "ru",
        Rule(
            r"\bрус\b\.?(?=\s*[-:]\s*(?:[abcавс][12]\b|своб|родн|хорош|отл|разг|баз|ср))"
            r"|орыс(?=\s*[-:]\s*(?:ана тіл|[abcавс][12]\b|еркін|жақсы|орта))|\bрусск(?!(?:ие|их)\b)\w+|орыс(?:ша)\b"
            r"|орыс тіл\w*|орыс(?=,? (?:және|мен) (?:қазақ|ағылшын) тіл"
            r"|, (?:қазақ"
            r"|ағылшын)|\s+(?:тіл|еркін|жетік))|\bрус\.(?= (?:яз|своб|родн|хорош|баз|разг|отл))|\bрус(?=[/-]каз)"
            r"|(?<=каз[/-])рус\w*|\brussian",
            "русс|орыс|рус|russian",
        ),
    ),
    (
        "en",
        Rule(
            r"\bанглийск\w+|ағылшын(?:ша| тіл\w*|(?= тіл)|(?=,? (?:және|мен) ))?\w*|\bангл\b\.?|\benglish",
            "англ|ағылшын|english",
        ),
    ),
    (
        "tr",
        Rule(
            r"\bтурецк\w+|\bтүрік(?:ше| тіл\w*)",
            "турецк|түрік",
        ),
    ),
    (
        "zh",
        Rule(
            r"\bкитайск\w+|қытай(?:ша| тіл\w*)",
            "китайск|қытай",
        ),
    ),
    (
        "de",
        Rule(
            r"\bнемецк\w+|неміс(?:ше| тіл\w*)|\bgerman\b",
            "немецк|неміс|german",
        ),
    ),
    (
        "fr",
        Rule(
            r"\bфранцузск\w+|француз(?:ша| тіл\w*)",
            "француз",
        ),
    ),
    (
        "uz",
        Rule(
            r"\bузбекск\w+|өзбек(?:ше| тіл\w*)",
            "узбек|өзбек",
        ),
    ),
    (
        "ug",
        Rule(
            r"\bуйгурск\w+|ұйғыр(?:ша| тіл\w*)",
            "уйгур|ұйғыр",
        ),
    ),
    (
        "ko",
        Rule(
            r"\bкорейск\w+|корей(?:ше| тіл\w*)",
            "корей",
        ),
    ),
    (
        "ar",
        Rule(
            r"\bарабск\w+|араб(?:ша| тіл\w*)",
            "араб",
        ),
    ),
    (
        "ky",
        Rule(
            r"\bкыргызск\w+|\bкиргизск\w+|қырғыз(?:ша| тіл\w*)",
            "кыргыз|киргиз|қырғыз",
        ),
    ),
)
_MARKS = marks_of(rule for _, rule in _NAMES)
_LEVEL = Rule(
    r"\b(?P<l>[abcавс][12])\b|\b(?P<n>beginner|elementary|pre-?\s?int\w*|upper-?\s?int\w*|intermediate"
    r"|advanced)\b",
    "1|2|beginner|element|int|advanced",
)
_NAMED_LEVELS = {"be": "A1", "el": "A2", "pre": "A2", "up": "B2", "in": "B1", "ad": "C1"}
"""The names of the levels in English course books, by their first letters."""
_SPEAKS = Rule(
    r"язык\w*|тіл\w*|знани\w+|знаю|владе\w+|свободн\w*|грамотн\w+|разг\w*|родн\w+|upper|говорю|уровень|уровне\w*"
    r"|со словарем|читаю|пишу|перепис\w+|понима\w+|базов\w+|\b[abcавс][12]\b|ана тілім|еркін|жақсы"
    r"|білу\w*|білем\w*|сөйлей\w*|меңгер\w+|түсінемін|деңгей\w*|fluent|native|\w+ша\b|\w+ше\b|немного"
    r"|hsk|ielts|toefl|topik|proficien\w+|skills?|knowledge|elementary|intermediate|advanced|чуть|плохо|нашар|аздап"
    r"|хорош\w*|отличн\w*|средн\w+|в совершенстве|общ\w+",
)
_THINGS = Rule(
    r"\s*(?:кухн|блюд|товар|рын|компани|национальн|фильм|мебел|авто|ресторан|школ|класс|груп|отделени"
    r"|литератур|тағам|асхан|сынып|мектеп|ұлт|азамат|халқы|станк|производств|грузов|поставщик"
    r"|оборудован|тілі\w* (?:пән|мұғал|оқыт|сабақ)|\w* ?(?:мұғалім|оқытушы)|язык\w* и литератур| ?мен әдебиет"
    r"|\w* мен әдебиет|фирм|банк)",
)
_TEACHES = Rule(r"(?:учител\w*|преподавател\w*|репетитор\w*|педагог\w*)\s+(?:по\s+)?$")
"""A teacher's subject before the language: the work, not a demand."""
_NOT_SPOKEN = Rule(
    r"не (?:знаю|владею|говорю|понимаю|нужен|требует|обязател)|білмеймін|сөйлемеймін|түсінбеймін"
    r"|(?:обучени|изучени)\w* |\bкурс\w*|клуб|\bclub|courses?|practice|білмесе де|учу\b|үйреніп|хочу (?:выучить"
    r"|подтянуть)|нет\b",
    "не |обучен|изучен|курс|клуб|club|course|practice|білм|сөйлем|түсінб|учу|үйрен|хочу|нет",
)
_CODES = str.maketrans("авс", "abc")
_WORDED = Rule(
    r"(?P<n>\bродн(?:ой|ые|ым)\b|ана тіл\w*|\bnative)|(?P<f>\bсвободн(?:о|ое|ый)\b|в совершенстве|\bеркін\b"
    r"|\bжетік\b|\bfluent"
    r"|\bперфект\w*)",
    "родн|ана тіл|native|свободн|соверш|еркін|жетік|fluent|перфект",
)
_TOGETHER = Rule(
    r"\w*(?:\s+(?:язык\w*|тіл\w*))?(?:\s+да\s*,?|\s*,?\s*(?:\bи|\bжәне|\bмен|\bпен|/|-|так и"
    r"|также и)(?!\w))\s*(?:на\s+)?$",
)
"""What stands between two languages of which one thing is said: "казахским и русским владею свободно"."""

_LAST = Rule(r"последн|второй\b|соңғысы|екіншісі", "последн|второй|соңғы|екінші")


def find(sheet: Sheet, *, vacancy: bool, worded: bool = False) -> Iterator[Fact]:
    """Languages as facts, each code once."""
    path = "requirements.languages" if vacancy else "languages"
    if not sheet.marks & _MARKS:
        return
    places = sorted(
        ((match.start(), match.end(), code) for code, rule in _NAMES for match in rule.on(sheet)),
    )
    for index, (start, end, code) in enumerate(places):
        if _spoken(sheet, start, end, vacancy=vacancy):
            level = _level_at(sheet, places, index, worded=worded)
            yield Fact(path, {"code": code, "level": level} if level else {"code": code}, start, end)


def _level_at(sheet: Sheet, places: list[tuple[int, int, str]], index: int, *, worded: bool) -> str | None:
    """The level of one of the languages; of the next one where both are told of together."""
    start, end, _ = places[index]
    last = index + 1 == len(places)
    following = len(sheet.low) if last else places[index + 1][0]
    level = _level(sheet, start, end, following)
    if level is None and worded:
        first = index
        while first and _TOGETHER.starts(sheet.low[places[first - 1][1] : places[first][0]]):
            first -= 1
        level = _worded(sheet, places[first][0], end, following)
    if level or last or not _TOGETHER.starts(sheet.low[end:following]):
        return level
    return None if _LAST.first(sheet.low[following:]) else _level_at(sheet, places, index + 1, worded=worded)


def _spoken(sheet: Sheet, start: int, end: int, *, vacancy: bool) -> bool:
    """Whether a language's name stands for a language that is asked or had."""
    left, right = sheet.sentence(start, end)
    near = sheet.low[max(left, start - 50) : min(right, end + 50)]
    taught = vacancy and _TEACHES.first(sheet.low[max(left, start - 24) : start])
    if taught or _THINGS.starts(sheet.low[end : end + 22]) or not _SPEAKS.first(near):
        return False
    clause_left, clause_right = sheet.clause(start, end)
    if _NOT_SPOKEN.first(sheet.low[clause_left:clause_right]) or denied(sheet, start, end):
        return False
    return not (vacancy and wished(sheet, start, end))


def _level(sheet: Sheet, start: int, end: int, following: int) -> str | None:
    """The level that stands after a language and before the next one."""
    sentence = sheet.sentence(start, end)[1]
    right = min(sentence, end + 70, following)
    found = _LEVEL.first(sheet.low[end:right])
    if not found:
        return None
    if found.group("l"):
        return found.group("l").translate(_CODES).upper()
    exact = _LEVEL.pattern.search(sheet.low, found.end() + end, right)  # "Upper-Intermediate (B2)"
    if exact and exact.group("l"):
        return exact.group("l").translate(_CODES).upper()
    name = found.group("n")
    return next(level for head, level in _NAMED_LEVELS.items() if name.startswith(head))


def _worded(sheet: Sheet, start: int, end: int, following: int) -> str | None:
    """The level in words after a language, or before the first of those told of together, in the same clause."""
    left, clause = sheet.clause(start, end)
    if sheet.low[clause : clause + 3] == " - " or sheet.low[clause : clause + 1] in ("(", ":"):
        clause = sheet.clause(clause + 3, clause + 3)[1]
    found = _WORDED.first(sheet.low[end : min(end + 70, following, clause)])
    found = found or _WORDED.first(sheet.low[max(left, start - 24) : start])
    return None if found is None else "C2" if found.group("n") else "C1"
