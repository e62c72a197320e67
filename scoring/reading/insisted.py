"""Two denials that demand: "без санкнижки к смене не допустим" asks for the book, and denies nothing.

The first of the two is blanked out, letter by letter, so that every reader finds what is asked where it stands.
"""

from __future__ import annotations

from scoring.reading.sheet import Rule, Sheet

_TWICE = Rule(
    r"\b(?:и |но )?без(?= (?:[\w-]+,? ){1,7}?не (?:допу[сщ]|бер[еу]м|бер[иу]|возьм|прин[ия]м|пус[кт]|рассм[ао]тр"
    r"|оформ|звон"
    r"|беспок|приход|обращ|зов[еи]|подойд|жд[её]м|приглаша|отклика|пиш|нанима|можем вз|сможем|устраива))",
    "без",
)


def insisted(sheet: Sheet) -> Sheet:
    """The text in which nothing that is demanded twice over looks denied; the same sheet where nothing is."""
    text = None
    for match in _TWICE.on(sheet):
        start, end = sheet.origin(*match.span())
        text = text or sheet.text
        text = text[:start] + " " * (end - start) + text[end:]
    return Sheet(text) if text else sheet
