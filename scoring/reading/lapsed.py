"""Whether a paper is said to have run out: "просрочена ещё весной", "закончился в июне", "мерзімі өтіп кеткен".

Such a paper is not held until it is renewed: "истёк, но уже продлил" is held as any other, and so is one that only
*will* run out ("истекает в марте", "2028 жылға дейін жарамды"). A lost paper was not taken away: it is left unknown.
"""

from __future__ import annotations

from scoring.reading.sheet import Rule, Sheet

_LAPSED = Rule(
    r"просроч(?:ен|ил|к)\w*|\bист[её]к(?:ла|ло|ли|ший|шая|шее|шие)?\b|(?:за|о)?кончил(?:ся|ась|ось|ись)\b"
    r"|(?:уже|больше|сейчас|давно)\s+не\s+действу\w+|(?<!не )недейств\w+|срок\w*(?:\s+\w+)?\s+(?:вышел"
    r"|прош[её]л|ист[её]к"
    r"|законч\w+)|вышел срок|не (?:продл|обнов|переоформ)(?:ил|ева|ля|я)\w*|аннулир\w+|лиш[её]н[аы]? прав"
    r"|(?<!не )лиш[её]н\b"
    r"|мерзім\w*(?:\s+[\w.-]+){0,3}?\s+(?:өт|біт|аяқтал)(?:ті|кен|іп|ті\w*|ып|ған)\w*|өтіп кет\w+|уақыты өт\w+"
    r"|\b(?:біт|аяқтал)(?:ті|ды|іп қал\w*|ып қал\w*|іп кет\w*)\b|\b(?:жаңарт|ұзарт|ауыстыр)(?:па|ма)\w+"
    r"|күші(?:н)? жой\w+"
    r"|күші жоқ|жарамсыз\w*|expired",
    "просроч|истек|истёк|кончил|действ|срок|продл|обнов|переоформ|аннулир|лишен|мерзім|өтіп|уақыты|бітті|бітіп|аяқтал"
    "|жаңарт|ұзарт|ауыстыр|күші|жарамсыз|expired",
)
_RENEWED = Rule(
    r"(?<!не )\b(?:продлил|обновил|переоформил|восстановил|поменял|пересдал)\w*|нов(?:ый|ая|ое"
    r"|ую) (?:уже )?(?:есть|получ"
    r"|на руках|оформ(?:ил|лен))\w*|(?:жаңарт|ұзарт|ауыстыр)(?:тым|дым|ылды)\w*|қайта (?:алдым|тапсырдым|өттім)"
    r"|жаңасы (?:бар|қолымда)",
    "продлил|обновил|переоформ|восстанов|поменял|пересдал|новый|новая|новое|новую|жаңа|ұзарт|ауыстыр|қайта",
)
_REST = 60
"""Letters after the paper's own clause in which its end may still be told: "Санкнижка, правда, просрочена"."""
_CARRIED = Rule(
    r"[ ,:()-]*(?:(?:но|а|правда|только|вот|жаль|к сожалению|бірақ|алайда|увы|она|он|оно|я|ее|его|их|оны|уже"
    r"|давно|как раз"
    r"|летом|весной|осенью|зимой|былтыр|биыл|недавно)\b[ ,]*){0,4}(?P<x>\S.*)"
)
"""What may stand between the paper and the words that end it."""


def run_out(low: str) -> bool:
    """Whether folded words say that something has run out and nothing says that it was renewed."""
    return _LAPSED.first(low) is not None and _RENEWED.first(low) is None


def lapsed(sheet: Sheet, start: int, end: int) -> bool:
    """Whether the paper at start..end has run out and was not renewed."""
    return _said(_LAPSED, sheet, start, end) and not renewed(sheet, start, end)


def renewed(sheet: Sheet, start: int, end: int) -> bool:
    """Whether the paper at start..end was renewed: "истёк, но уже продлил"."""
    return _said(_RENEWED, sheet, start, end)


def _said(rule: Rule, sheet: Sheet, start: int, end: int) -> bool:
    """Whether the words stand in the paper's own clause, or begin what directly follows it."""
    if not rule.opens(sheet):
        return False
    left, right = sheet.clause(start, end)
    if rule.first(sheet.low[left:right]):
        return True
    for _ in range(2):
        # "Истёк в мае, но уже продлил": the second clause after the paper may still be of it.
        further = min(max(sheet.sentence(start, end)[1], right), right + _REST)
        carried = _CARRIED.starts(sheet.low[right:further])
        if carried and rule.starts(carried.group("x")):
            return True
        if not _LAPSED.first(sheet.low[left:right]):
            return False
        left, right = right, sheet.clause(right + 2, right + 2)[1]
    return False
