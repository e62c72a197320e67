"""What a text denies and what it states, clause by clause: for judging skills.

`denied` gives the words of clauses in which a person says that they have not done or cannot do something ("трубы варить
не приходилось", "істемедім", "тәжірибем жоқ"); `stated` gives the rest. Refusals of conditions ("ночные не предлагать")
deny no skill but are no statement either. "Не боюсь", "не проблема", "қарсы емеспін" affirm.
"""

from __future__ import annotations

from scoring.reading.sheet import Rule, Sheet

_DENIAL = Rule(
    r"\bне\s+(?!хочу|рассматрив|ищу|интерес|планир|предлаг|буду|вышел|ушел|готов)\w{2,}(?:у|ю|л|ла|лось"
    r"|лся|лась|аю|ось)\b"
    r"|\bне\s+(?:приходил|доводил|имел|имею|работал|делал|делаю|умею|знаю|знаком|владею|варил|варю|водил"
    r"|вожу|перебира|занима|пробовал|сталкива|держал|шил|шью|готовил|готовлю|сдавал|был|видел|могу|беру"
    r"|ремонтир|обслуж|програм|изуча|получал|пек\b|пеку|ставил|клад|клал|монтир|чинил|чиню|вел\b|веду"
    r"|читаю|говорю|понимаю|осво|трогал|поднима|касал|подключ|собира[лю])\w*|\bдела не имел\w*"
    r"|\bнет (?:опыта|навык|знани|практик|умени)\w*|\b(?:опыта|навык\w*|практики|знани\w+|прав"
    r"|удостоверени\w+|допуска|диплома|сертификата) (?:\w+ ){0,3}нет\b|\bбез (?:опыта|навыков|знания"
    r"|практики)\b|\bтолько собираюсь|\bни разу|\bникогда не|\bпока (?:не|нет)\b|(?:істе|жаса|айда"
    r"|пісір|тік|дәнекерле|жүргіз|көр|біл|ұста|оқы|жөнде|қолдан|сал|құрастыр|сына|кездес|айналыс|меңгер"
    r"|сөйле|түсін|үйрен|атқар|бас)\w{0,3}?(?:мед|мад|бед|бад|пед|пад)(?:ім|ым)\b|\w+(?:мей|май|бей|бай"
    r"|пей|пай)(?:мін|мын)\b|\w+(?:ген|ған|кен|қан) (?:жоқпын|емеспін)|тәжірибем?\s*(?:\w+\s)?жоқ"
    r"|\b(?:қолымнан|қолдан) келмейді|\bжоқ\b|хабарым жоқ|таныс емес\w*|істей алмаймын",
    "не |нет|без |только|ни |никогда|ім|ым|мін|мын|жоқ|емес|келмейді",
)
_AFFIRMS = Rule(
    r"не (?:боюсь|проблем|против|пуга|страш|сложно|только)|без проблем|қарсы емес|қорықпаймын"
    r"|шаршамаймын|жалықпаймын|ішпеймін|шекпеймін|не пью|не курю|не подвож|без нарушений|не опаздыва"
    r"|без (?:вредных|перерыв)|қиналмаймын|кешікпеймін",
    "не |без |қарсы|маймын|мейм|пейм",
)


def denied(text: str) -> list[str]:
    """The clauses that deny, as written."""
    return _split(text)[0]


def stated(text: str) -> str:
    """The text without the clauses that deny."""
    return ". ".join(_split(text)[1])


def _split(text: str) -> tuple[list[str], list[str]]:
    sheet = Sheet(text)
    if not _DENIAL.first(sheet.low):
        return [], [text]
    no: list[str] = []
    yes: list[str] = []
    for start, end in sheet.clauses():
        clause = sheet.low[start:end]
        denies = _DENIAL.first(clause) and not _AFFIRMS.first(clause)
        (no if denies else yes).append(sheet.quote(start, end))
    return no, yes
