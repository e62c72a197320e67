"""What a text denies and what it states, clause by clause: for judging skills.

`denied` gives the words of clauses in which a person says that they have not done or cannot do something ("трубы варить
не приходилось", "істемедім", "тәжірибем жоқ"); `stated` gives the rest. Refusals of conditions ("ночные не предлагать")
deny no skill but are no statement either. "Не боюсь", "не проблема", "қарсы емеспін" affirm.
"""

from __future__ import annotations

from scoring.reading.sheet import Rule, Sheet, marks_of

_DENIALS = (
    Rule(
        r"\bне\s+(?!хочу|рассматрив|ищу|интерес|планир|предлаг|буду|вышел|ушел|готов)\w{2,}(?:у|ю|л|ла|лось"
        r"|лся|лась|аю|ось)\b"
        r"|\bне\s+(?:приходил|доводил|имел|имею|работал|делал|делаю|умею|знаю|знаком|владею|варил|варю|водил"
        r"|вожу|перебира|занима|пробовал|сталкива|держал|шил|шью|готовил|готовлю|сдавал|был|видел|могу|беру"
        r"|ремонтир|обслуж|програм|изуча|получал|пек\b|пеку|ставил|клад|клал|монтир|чинил|чиню|вел\b|веду"
        r"|читаю|говорю|понимаю|осво|трогал|поднима|касал|подключ|собира[лю])\w*|\bдела не имел\w*"
        r"|\bникогда не|\bпока не\b",
        "не |не\n|никогда не|пока не",
    ),
    Rule(
        r"\bнет (?:опыта|навык|знани|практик|умени)\w*|\b(?:опыта|навык\w*|практики|знани\w+|прав"
        r"|удостоверени\w+|допуска|диплома|сертификата) (?:\w+ ){0,3}нет\b|\bпока нет\b",
        "нет",
    ),
    Rule(
        r"\bбез (?:опыта|навыков|знания|практики)\b|\bтолько собираюсь|\bни разу",
        "без |только соб|ни разу",
    ),
    Rule(
        r"(?:істе|жаса|айда|пісір|тік|дәнекерле|жүргіз|көр|біл|ұста|оқы|жөнде|қолдан|сал|құрастыр|сына"
        r"|кездес|айналыс|меңгер|сөйле|түсін|үйрен|атқар|бас)\w{0,3}?(?:мед|мад|бед|бад|пед|пад)(?:ім|ым)\b"
        r"|\w(?:мей|май|бей|бай|пей|пай)(?:мін|мын)\b",
        "едім|едым|адім|адым|еймін|еймын|аймін|аймын",
    ),
    Rule(
        r"\w(?:ген|ған|кен|қан) (?:жоқпын|емеспін)|\b(?:қолымнан|қолдан) келмейді"
        r"|тәжірибем?\s*(?:\w+\s)?жоқ|\bжоқ\b|хабарым жоқ|таныс емес\w*|істей алмаймын",
        "жоқ|емес|келмейді|алмаймын",
    ),
)
"""By what stands in a text that denies, so that a text without it is passed over at once."""
_MARKS = marks_of(_DENIALS)
_AFFIRMS = Rule(
    r"не (?:боюсь|проблем|против|пуга|страш|сложно|только)|без проблем|қарсы емес|қорықпаймын"
    r"|шаршамаймын|жалықпаймын|ішпеймін|шекпеймін|не пью|не курю|не подвож|без нарушений|не опаздыва"
    r"|без (?:вредных|перерыв)|қиналмаймын|кешікпеймін",
    "не |без |қарсы|маймын|мейм|пейм",
)


def denied(text: str) -> list[str]:
    """The clauses that deny, as written."""
    return parted(text)[0]


def stated(text: str) -> str:
    """The text without the clauses that deny."""
    return parted(text)[1]


def parted(text: str) -> tuple[list[str], str]:
    """The clauses that deny, and the text without them."""
    sheet = Sheet.of(text)
    if not sheet.marks & _MARKS or not any(rule.opens(sheet) and rule.pattern.search(sheet.low) for rule in _DENIALS):
        return [], text
    no: list[str] = []
    yes: list[str] = []
    for start, end in sheet.clauses():
        clause = sheet.low[start:end]
        denies = _denies(clause) and not _AFFIRMS.first(clause)
        (no if denies else yes).append(sheet.quote(start, end))
    return no, ". ".join(yes)


def _denies(low: str) -> bool:
    return any(rule.first(low) for rule in _DENIALS)
