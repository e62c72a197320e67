"""What a person says of themselves that may weigh nothing: sex, age, name, family, nationality, religion, health.

Such words are blanked before anything else of a resume is read, so that "45 лет" is no experience, "двое детей" no
skill with children and "читаю намаз" no knowledge of religion. Only the person is meant: what they worked with
("уход за инвалидами", "работа с детьми", "женская одежда") stays, which is why the forms are those of self-description.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scoring.reading.facts import Fact
from scoring.reading.first_names import FIRST_NAMES
from scoring.reading.numbers import NUMBER
from scoring.reading.sheet import Rule, Sheet, fold, marks_of

_YEARS = r"(?:лет|год(?:а|у|ика|иков)?|годик\w*|жас\w*|месяц\w*|мес|ай(?:лық)?)"
_NOT_WORK = r"(?!\s*(?:\w+\s+)?(?:опыт|стаж|работ|отработ|проработ|тәжірибе|өтіл|жұмыс|за рул))"
_AGES = (
    rf"(?:[\s,(:-]*(?:им\s+|ему\s+|ей\s+|полных\s+)?\d{{1,2}}(?!\d)(?:\s*(?:,|и|және|мен)\s*\d{{1,2}}(?!\d))*(?:-?(?:х"
    rf"|ти))?\s*{_YEARS}\b{_NOT_WORK}(?=\s*(?:[.,;:)\n-]|$))\)?)?"
)
_CHILD = r"(?:дет(?:ей|ки|ок|ишек)|реб[её]н(?:ок|ка)|доч(?:ь|ка|ери|ерей)|сын(?:а|овей|ок)?)"
_SOME = r"(?:двое|трое|четверо|пятеро|шестеро|один|одна|два|две|три|четыре|пять|\d)"
_WHO = r"(?:женщина|мужчина|девушка|девчонка|парень|юноша|дама|бабушка|дедушка|пенсионер(?:ка)?)"
_PEOPLE = (
    r"казашка|казах|узбе(?:к|чка)|уйгур(?:ка)?|татар(?:ин|ка)|коре(?:ец|янка)|украин(?:ец|ка)|нем(?:ец|ка)|дунган(?:ин"
    r"|ка)"
    r"|киргиз(?:ка)?|кыргыз(?:ка)?|таджи(?:к|чка)|тур(?:ок|чанка)|чече(?:нец|нка)|славян(?:ин|ка)|русская"
)
_PEOPLE_GATES = (
    "казах|казаш|узбе|уйгур|татар|коре|украин|немец|немка|дунган|иргиз|ыргыз|таджи|турок|турчан|чече|славян|русск"
)
_AGE = (
    r"(?:\d{2}(?!\d)|\b(?:восемнадцать|девятнадцать|двадцать|тридцать|сорок|пятьдесят"
    r"|шестьдесят)(?:\s+\w+)?(?=\s+(?:лет|год)))"
)
_I_AM = r"(?:мын|мін|бын|бін|пын|пін)"

_RULES = (
    Rule(
        r"\b(?:(?:я|порядочн\w+|молод\w+|энергичн\w+|взросл\w+|крепк\w+|здоров\w+|русск\w+|казахск\w+|славянск\w+"
        r"|непьющ\w+|некурящ\w+"
        rf"|замужн\w+),?\s+(?:и\s+)?)*{_WHO}\b{_AGES}"
        r"|\bпол\s*[:-]?\s*(?:муж|жен)\w*|\bпол\s*[:-]\s*[мж]\b|\b(?:мужского|женского) пола|\bмолод(?:ая"
        r"|ой)\b(?!\s+(?:мам|специалист|команд))"
        r"|\bжыныс(?:ы|ым)?\s*[:-]?\s*(?:ер|әйел|қыз)\b(?:\s+адам)?"
        r"|\b(?:жас\s+)?(?:әйел|ер|қыз|жігіт|келіншек|апай|ата|әже|зейнеткер)(?:\s+(?:адам|кісі|бала"
        rf"|азамат))?{_I_AM}\b"
        r"|\b(?:әйел|ер) (?:адам|кісі|азамат)\b",
        "женщин|мужчин|девуш|девчон|парень|юнош|дама|бабуш|дедуш|пенсионер|пол|молод|жыныс|мын|мін|бын|бін|пын|пін"
        "|адам|кісі|азамат",
    ),
    Rule(
        r"\b(?:мне|мой возраст|возраст\w*|исполнилось)\s*[:-]?\s*(?:уже |скоро |сейчас |полных |почти |около |всего "
        rf"|будет )*{_AGE}"
        r"(?!\s*(?:\d|тыс|мин|км|тг|тенге|час|дн|недел|мес|%|к\b|раз))(?:-?(?:ти|х))?(?:\s*(?:полных\s+)?(?:лет"
        r"|год(?:а|ик\w*)?|г\.)(?!\w))?"
        r"|\b(?:менің\s+)?жасы?(?:м|мыз)?\s*[:-]?\s*\d{2}(?!\d)(?:\s*-?\s*(?:де|да|те|та|ке|ге|қа|ға)(?:мін"
        r"|мын)?\b(?:\s+(?:келді|толды)\w*)?)?"
        r"|\b\d{2}\s*жас(?:та|қа)?(?:мын|ғы|\s+толдым)?\b"
        rf"|\b(?:до|на)\s+(?:выхода на\s+)?пенси[июя](?:\s+{NUMBER}\s*(?:лет|года?))?"
        rf"|\bзейнетке\s+(?:дейін\s+)?{NUMBER}\s*жыл(?:\s+қалды)?",
        "мне|возраст|исполн|жас|пенси|зейнет",
    ),
    Rule(
        r"\b(?:дата|год|место)\s+рождения\s*[:-]?\s*[\d./-]*(?:\s*г\w*\.?)?|\bродил(?:ась"
        r"|ся)\b(?:\s+и\s+вырос(?:ла)?)?(?:\s+в\s+(?:\d{4}(?:\s*году)?|[\w-]+))?"
        r"(?:\s*\d{1,2}[\s.](?:\d{2}|[а-я]+)[\s.]\d{4}(?:\s*г(?:ода?)?\.?)?)?"
        r"|\b(?:19|20)\d\d\s*-?(?:го)?\s*(?:года?|г\.?)\s*(?:рождения|р\.?(?!\w))|\bг\.?\s?р\.?\s*[:-]?\s*(?:19|20)\d\d"
        r"|\b(?:\d{1,2}\.\d{1,2}\.)?\d{4}\s*(?:жыл\w*\s*|ж\.\s*)?туған\w*|\bтуған\s+(?:жыл"
        r"|күн)\w*\s*[:-]?\s*(?:\d{1,2}\.\d{1,2}\.)?(?:\d{4})?",
        "рожд|родил|г.р|г. р|гр|туған",
    ),
    Rule(
        rf"\b(?:не\s*)?(?:замужем|замужняя|женат(?!\w))(?:\s+(?:уже\s+)?{NUMBER}\s*(?:лет|года?))?|\b(?:незамужн"
        r"|неженат|холост)\w*"
        r"|\b(?:разведен[ао]?|в разводе|вдов(?:а|ец)|одинок(?:ая|ий)|семейн(?:ый|ая))\b(?!\s+(?:врач|психол|терап"
        r"|бизнес|кафе|предпр|клин|ферм))"
        rf"|\b(?:в браке|состою в браке)(?:\s+{NUMBER}\s*(?:лет|года?))?|\bсемейное положение\s*[:-]?\s*(?:не\s+)?\w+"
        r"|\bтұрмыс(?:қа|та)?(?:мын|\s+(?:шық|құр)\w+)|\b(?:үйленген|үйленбеген|бойдақ|жесір|ажырасқан|отбасылы)\w*"
        r"|\bотбас(?:ым|ы)\s+(?:бар|жоқ)",
        "замуж|женат|холост|развед|развод|вдов|одинок|семей|брак|тұрмыс|үйлен|бойдақ|жесір|ажырас|отбас",
    ),
    Rule(
        r"\b(?:без|нет)\s+(?:маленьких\s+|малолетних\s+)?детей\b|\bдетей\s+(?:пока\s+)?нет\b"
        rf"|\b{_SOME}\s+(?:\w+\s+)?{_CHILD}\b{_AGES}"
        rf"|\b(?:есть|имею|имеется|имеются|воспитываю|у меня|мама|мать|отец|папа) +(?:\w+ +){{0,2}}?(?:дет\w+|ребен\w+"
        rf"|сын\w*|доч\w+|двоих|троих|четверых)\b(?:\s+детей)?{_AGES}"
        r"|\b(?:дети|ребенок|сын|дочь)\s+(?:уже\s+)?(?:взрослы\w+|больш\w+|вырос\w*|маленьк\w+|школьник\w*"
        rf"|ходит\w*\s+в\s+\w+){_AGES}|\bвзрослые дети\b{_AGES}"
        r"|\b(?:дети|детям|ребенку|сыну|дочери|дочке|младшему|старшему|младшей"
        rf"|старшей)\b\s*[:-]?\s*\d{{1,2}}(?:\s*(?:,|и)\s*\d{{1,2}})*\s*{_YEARS}\b"
        r"|\bмать-одиночка\b|\bмногодетн\w+(?:\s+(?:мать|мама|отец|семья))?|\bбеременна\b"
        rf"|\bдекрет\w*(?:\s+отпуск)?\s+до\s+{NUMBER}\s*(?:лет|года?)"
        rf"|\b(?:сижу |нахожусь |сейчас )*в декрет(?:е|ном отпуске)(?:\s+(?:до|с)\s+\d{{4}}(?:\s*года)?"
        rf"|\s+(?:уже\s+)?{NUMBER}\s*(?:года?|лет|мес\w*))?",
        "дет|ребен|сын|доч|двоих|троих|мать|мама|отец|папа|младш|старш|берем|декрет",
    ),
    Rule(
        r"\b(?:бір|екі|үш|төрт|бес|\d|көп|кішкентай|жас)\s+(?:кішкентай\s+)?бала(?:м|лы|лар\w*|сы)?\s*(?:бар|ана\w*"
        rf"|жоқ)?\b{_AGES}|\bбала(?:м|лар|ларым|сы)\s+(?:әлі\s+)?(?:бар|жоқ|ересек|үлкен"
        rf"|кішкентай)\b(?:[\s,]*\d{{1,2}}(?:\s*(?:,|және|мен)\s*\d{{1,2}})*\s*жас\w*)?"
        r"|\b(?:\w+\s+)?баланың\s+(?:ана|әке)сы\w*"
        rf"|\bбалам?\s+\d{{1,2}}\s*жас\w*|\bжүктімін\b|\bдекрет(?:те)?(?:мін)?\b(?:\s+{NUMBER}\s*жыл)?",
        "бала|жүкті|декрет",
    ),
    Rule(
        r"\b(?:национальност\w*|ұлт(?:ым|ы))\s*[:-]?\s*\w+|\bпо национальности\s+\w+"
        r"|\bграждан(?:ка|ин|ство)\b\s*[:-]?\s*(?:респ\w*\s+)?\w+|\b(?:қазақстан|ҚР|ресей|өзбекстан"
        r"|қырғызстан)\w*\s+азамат(?:ы|ша\w*)?(?:мын|сымын)?\b|\bазаматтығ\w+\s*[:-]?\s*\w+"
        rf"|\b(?:қазақ|орыс|өзбек|ұйғыр|кәріс|татар)\s*(?:{_I_AM}|қызы(?:мын)?|жігіті(?:мін)?)\b|\b(?:кандас|қандас"
        r"|оралман)\w*"
        rf"|\bприехал[аи]?\s+из\s+[\w-]+(?:\s+{NUMBER}\s*(?:лет|года?)(?:\s+назад)?)?|\b\w+(?:дан|ден|тан|тен|нан"
        rf"|нен)\s+(?:{NUMBER}\s*жыл\s+бұрын\s+)?келдім\b"
        r"|\b\w+ внешност[ьи]\b|\bвнешность\s+\w+"
        r"|\bрост\s*[:-]?\s*1[4-9]\d\b(?:\s*см)?(?:,?\s*вес\s*[:-]?\s*\d{2,3}\b(?:\s*кг)?)?|\bбойым\s+\d{3}"
        r"|\bсалмағым\s+\d{2,3}",
        "национ|ұлт|гражд|азамат|қазақ|орыс|өзбек|ұйғыр|кәріс|кандас|оралман|приехал|келдім|внешн|рост|бойым|салмағ",
    ),
    Rule(
        rf"\bя\s+(?:{_PEOPLE}|русский)\b|\b(?:{_PEOPLE}|русский)(?=\s*,?\s*\d{{2}}\s*(?:лет|год))",
        _PEOPLE_GATES,
    ),
    Rule(
        r"\b(?:мусульман(?:ин|ка)|православн(?:ая|ый)|христиан(?:ин|ка)|верующ(?:ая|ий)|мұсылман(?:мын)?)\b"
        r"|\bчитаю намаз(?:\s*,?\s*(?:пять|5) раз в день)?"
        r"|\b(?:пятикратный )?намаз(?:\s+|\w*\s+)?(?:читаю|оқимын|оқығанмын)|\b(?:ношу|надеваю)\s+(?:хиджаб|платок"
        r"|бород)\w*|\b(?:хиджаб|орамал)\s+(?:ношу|киемін|тағамын)"
        r"|\b(?:соблюдаю|держу)\s+(?:пост|уразу|намаз)|\bораза\s+(?:тұтамын|ұстаймын)|\b(?:вероисповедание|религия"
        r"|дінім|діні)\s*[:-]?\s*\w+",
        "мусульм|правосл|христиан|верующ|мұсылман|намаз|хиджаб|платок|бород|орамал|пост|ураз|ораза|верои|религия|дін",
    ),
    Rule(
        r"\bинвалид(?:ность)?\b\s*[:-]?\s*(?:\w+\s*-?\w*\s+)?(?:групп\w*)|\b(?:имею |есть |имеется |нет "
        r"|без )?инвалидност[ьи](?:\s+(?:нет|есть|\w+\s+групп\w*))?|\b(?:я |инвалид с детства)\s*инвалид\b"
        r"|\b(?:[123]|перв\w+|втор\w+|трет\w+)\s*-?\s*[йяеу]*\s*групп\w+ инвалидности|\bхроническ\w+ (?:заболевани"
        r"|болезн)\w+(?:\s+(?:нет|не имею|отсутств\w+))?|\bбез (?:хроническ\w+ |серьезн\w+ )?(?:заболеваний|болезней"
        r"|вредных привычек)"
        r"|\bвредных привычек\s+(?:нет|не имею)|\b(?:здоровье|состояние здоровья)\s*[:-]?\s*(?:\w+ное|\w+шее|в норме"
        r"|позволяет|в порядке)|\b(?:\w+ое|\w+ее) здоровье\b|\b(?:абсолютно|полностью)?\s*здоров[а]?\b"
        r"|\b(?:у меня|есть|имею|болею)\s+(?:\w+\s+)?(?:диабет|астма|гипертони|эпилепси|аллерги)\w*"
        r"|\bдиабет(?:\s+\w+)?\s+типа\b"
        r"|\b(?:[123]|бірінші|екінші|үшінші)\s*-?\s*топ(?:тағы)?\s+мүгед\w+|\bмүгедект(?:ігім|ік)\w*(?:\s+(?:бар"
        r"|жоқ))?(?:\s*,?\s*\w+ топ\b)?|\bмүгедекпін\b|\bденсаулығ\w+\s+\w+|\bдені(?:м)?\s+сау\w*"
        r"|\b(?:қант\s+)?диабетім\b(?:\s+бар)?|\bсозылмалы ауру\w*(?:\s+жоқ)?",
        "инвалид|хронич|заболев|болезн|здоров|привыч|диабет|астма|гиперт|эпилеп|аллерг|мүгед|денсаул|дені|созылм",
    ),
)  # fmt: skip
_SERVICE = Rule(
    r"\b(?:от|про)?служил\w*\s+(?:срочную\s+(?:службу\s+)?)?в\s+(?:армии|рядах|вооруж\w+ сил\w+|погран\w+|нацгвард\w+"
    r"|внутренн\w+ войск\w+|вс\b|вдв\b)(?:\s+(?:рк|ссср|казахстана))?"
    r"|\bотслужил\b|\bслужба в армии\b|\bармия\s*[-:]?\s*(?:отслужил|пройдена|служил|есть|да\b)"
    r"|\b(?:не служил|невоеннообязанн\w+|военнообязанн\w+|военный билет)(?:\s+(?:есть|имеется|на руках))?"
    r"|\bәскер(?:де|и)\s+(?:қызмет\w*\s+|борыш\w*\s+)?(?:болд|өте|атқар|өтк)\w*|\bәскерге барып кел\w*"
    r"|\bәскери билет\w*",
    "служ|армия|военн|әскер",
)
"""Military service, which tells the sex; a contract is work and stays."""
_SERVED_WHEN = re.compile(
    r"(?:\s*[,(:-]?\s*(?:в\s+|с\s+)?(?:(?:19|20)\d\d(?:\s*(?:-|по)\s*(?:19|20)?\d\d)?(?:\s*г\w*\.?)?"
    r"|\d{1,2}\s*(?:год|мес|лет|жыл|ай)\w*))?\)?"
)
_CONTRACT = Rule(r"контракт|келісімшарт", "контракт|келісімшарт")
_NAME_MARK = marks_of((Rule("", "|".join(FIRST_NAMES)),))
_NAME_FORMS = FIRST_NAMES | {
    name + fold(ending) for name in FIRST_NAMES for ending in ("мын", "мін", "бын", "бін", "пын", "пін")
}
"""First names, and as people introduce themselves in Kazakh: "Ерланмын"."""
_POINTS = str.maketrans(",.;:!()\n", "        ")
_BARE = re.compile(
    r"\W*(?:(?:[Яя]|[Мм]ен|[Ээ]то"
    r"|[Мм]ое имя)\s+)?[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]+(?:\s+[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]+){0,2}\W*"
)
_ALONE = Rule(
    rf"\s*(?:{_PEOPLE})\s*",
    _PEOPLE_GATES,
)
"""A people named by itself in a clause, which is then the person's own; "русский" among languages is not."""
_TONGUE = Rule(r"кухн|литерат|словесн|речь|баня|песн|тілі", "кух|лит|слов|реч|баня|песн|тілі")
_CAPITAL = r"[А-ЯЁӘҒҚҢӨҰҮҺІA-Z][а-яёәғқңөұүһіa-z]+(?:-[А-ЯЁӘҒҚҢӨҰҮҺІA-Z][а-яёәғқңөұүһіa-z]+)?"
_NAMES = re.compile(
    rf"^{_CAPITAL}(?:\s+{_CAPITAL}){{0,2}}(?=\s*,\s*\d{{2}}\s*(?:лет|год|жас))"
    rf"|(?:\b[Мм]еня\s+)?\b[Зз]овут\s+{_CAPITAL}(?:\s+{_CAPITAL}){{0,2}}"
    rf"|\b(?:ФИО|Ф\.\s?И\.\s?О\.?|[Аа]ты-жөнім?|[Мм]о[её] имя|[Ии]мя)\s*[:–-]?\s*{_CAPITAL}(?:\s+{_CAPITAL}){{0,2}}"
    rf"|\b(?:[Мм]енің\s+)?(?:[Аа]тым|[Ее]сімім|[Тт]егім)\s*[:–-]?\s*{_CAPITAL}(?:\s+{_CAPITAL}){{0,2}}"
    rf"|\b{_CAPITAL}\s+[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]+(?:вн[аы]|вич|ична|қызы|кызы|ұлы|улы)\b(?:\s+{_CAPITAL})?"
)
_NAME_MARKS = ("зовут", "фио", "ф.", "имя", "жон", "атым", "есимим", "тегим", "вна", "вич", "ична", "кызы", "улы")


_TELLING = (*_RULES, _ALONE, _SERVICE, Rule("|".join(map(re.escape, _NAME_MARKS)), "|".join(_NAME_MARKS)))
_MARKS = marks_of(_TELLING) | _NAME_MARK
_NAMED = Rule("|".join(map(re.escape, (*_NAME_MARKS, "вны"))), "|".join((*_NAME_MARKS, "вны")))
_COMMA_NUMBER = re.compile(r"[^,]*,\s*\d\d")
"""Without a number after the first comma, or a mark, no name is looked for."""
_AGE_AT_START = re.compile(r"^[а-я -]{3,40}, ?\d\d ")


def impersonal(text: str, limits: Iterable[Fact] = ()) -> str:
    """The text, its letters in their places, with what tells of the person blanked.

    Args:
        text: a summary or the duties of a job.
        limits: limits of health read from the text; the clauses in which they stand are blanked as well.
    """
    limits = tuple(limits)
    sheet = Sheet.of(text)
    told = sheet.marks & _MARKS and _tells(sheet)
    if not (told or limits or _AGE_AT_START.match(sheet.low)):
        return text
    spans = [*_spans(sheet), *(sheet.origin(*sheet.clause(fact.start, fact.end)) for fact in limits)]
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters) if spans else text


def _tells(sheet: Sheet) -> bool:
    return bool(_names(sheet)) or any(sheet.marks & rule.mark and rule.opens(sheet) for rule in _TELLING)


def _spans(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Where in the text the person speaks of themselves."""
    for rule in _RULES:
        if sheet.marks & rule.mark:  # Most texts hold nothing for most rules: do not even ask.
            for found in rule.on(sheet):
                yield sheet.origin(*found.span())
    if _ALONE.opens(sheet):
        yield from (sheet.origin(*clause) for clause in sheet.clauses() if _alone(sheet, clause))
    for found in _SERVICE.on(sheet):
        if not _CONTRACT.first(sheet.low[slice(*sheet.clause(*found.span()))]):
            yield sheet.origin(found.start(), _SERVED_WHEN.match(sheet.low, found.end()).end())  # type: ignore[union-attr]
    yield from _bare_names(sheet)
    if _NAMED.opens(sheet) or _COMMA_NUMBER.match(sheet.text):
        yield from (found.span() for found in _NAMES.finditer(sheet.text))


def _bare_names(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """First names that are a clause of their own, with a family name beside: "Айгүл, тігінші", "Мен Ерланмын"."""
    for name in _names(sheet):
        for found in re.finditer(rf"\b{name}\b", sheet.low):
            clause = sheet.clause(*found.span())
            if _BARE.fullmatch(sheet.quote(*clause)):
                yield sheet.origin(*clause)


def _names(sheet: Sheet) -> frozenset[str]:
    """The first names among the words of a text; a look at each word costs less than a pattern of all names."""
    if not sheet.marks & _NAME_MARK:
        return frozenset()
    return _NAME_FORMS.intersection(sheet.low.translate(_POINTS).split())


def _alone(sheet: Sheet, clause: tuple[int, int]) -> bool:
    """Whether a clause is the name of a people and nothing else, in a sentence about no language and no kitchen."""
    words = sheet.low[slice(*clause)].strip(" .,;!")
    return _ALONE.pattern.fullmatch(words) is not None and not _TONGUE.first(sheet.low[slice(*sheet.sentence(*clause))])
