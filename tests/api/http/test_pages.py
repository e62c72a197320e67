"""Pages say what the JSON says, in three languages, to everybody who can read or hear them."""

import html
import re
from html.parser import HTMLParser

import pytest

from scoring.records import encode
from tests.api.http.conftest import running
from tests.factories import resume, resumes, vacancy, wanting

LANGS = ("ru", "kk", "en")
PAGES = ("/", "/vacancies/v1", "/vacancies/v2", "/resumes/r1", "/resumes/r3", "/nowhere")


class Outline(HTMLParser):
    """What a screen reader would find: headings, fields, texts; and whether the tags close."""

    VOID = frozenset(("meta", "link", "input", "img", "br"))

    def __init__(self, text):
        super().__init__()
        self.open, self.levels, self.ids, self.inputs, self.styles = [], [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.styles += [found["style"]] if "style" in found else []
        self.ids += [found["id"]] if "id" in found else []
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag in ("input", "select") and found.get("type") != "hidden":
            self.inputs.append("label" in self.open)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def page(client, path, lang="ru"):
    answer = client.get(path + ("&" if "?" in path else "?") + f"lang={lang}", headers={"Accept": "text/html"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return answer.text


def words(text):
    return re.sub(r"\s+", " ", html.unescape(text))


def plain(text):
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_of_a_vacancy_says_what_the_json_says(reader, lang):
    made = reader.get(f"/v1/vacancies/v1/shortlist?what_if=true&lang={lang}").json()
    text = words(page(reader, "/vacancies/v1", lang))
    assert made["items"]
    for item in made["items"]:
        assert item["resume"] in text
        assert plain(item["summary"]) in text
        for found in item["criteria"].values():
            assert plain(found["text"]) in text
            assert not found["ask"] or plain(found["ask"]) in text
    for step in made["what_if"]:
        assert plain(step["text"]) in text


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_of_a_person_says_what_the_json_says(reader, lang):
    made = reader.get(f"/v1/resumes/r1/suitable?lang={lang}").json()
    text = words(page(reader, "/resumes/r1", lang))
    for item in made["items"]:
        assert item["vacancy"] in text
        for found in item["criteria"].values():
            assert plain(found["text"]) in text
    verdict = {"ru": "Не является подходящей работой", "kk": "Лайықты жұмыс емес", "en": "Not suitable work"}
    assert verdict[lang] in text


@pytest.mark.parametrize("lang", LANGS)
def test_a_kept_list_is_shown_as_it_was_made(client, lang):
    made = client.get(f"/v1/vacancies/v1/shortlist?what_if=true&lang={lang}").json()
    client.put("/v1/vacancies/v1", content=encode(vacancy(id="v1", title="Токарь")))
    text = words(page(client, f"/shortlists/{made['shortlist']}", lang))
    for item in made["items"]:
        assert all(plain(found["text"]) in text for found in item["criteria"].values())


def test_a_page_links_to_the_list_that_it_kept(reader):
    number = re.search(r'href="/shortlists/(\d+)\?lang=ru"', page(reader, "/vacancies/v1"))[1]
    assert reader.get(f"/v1/shortlists/{number}").json()["vacancy"] == "v1"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", LANGS)
def test_health_limits_are_on_no_page(reader, path, lang):
    text = page(reader, path, lang)
    limit = {"ru": "пыль", "kk": "шаң", "en": "dust"}[lang]  # of a person; no vacancy states it
    assert limit not in text.lower()
    assert "heavy_lifting" not in text
    health = {"ru": "здоров", "kk": "денсаулық", "en": "health"}[lang]
    assert health not in text.lower() or path.startswith("/resumes/")


def test_words_that_may_tell_health_are_not_in_a_persons_line(client):
    told = resume(wanting("сторож (инвалид 2 группы)", "вахтёр"), id="r8", summary="Была операция на спине, грыжа.")
    client.put("/v1/resumes/r8", content=encode(told))
    client.put("/v1/vacancies/v8", content=encode(vacancy(id="v8", title="Сторож")))
    line = re.search(r'<a href="/resumes/r8\?lang=ru">([^<]*)</a>', page(client, "/vacancies/v8"))
    assert line[1] == "вахтёр"
    assert "грыжа" not in page(client, "/resumes/r8")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", LANGS)
def test_a_page_can_be_heard(reader, path, lang):
    text = page(reader, path, lang)
    outline = Outline(text)
    assert outline.open == []
    assert outline.levels[0] == 1
    assert outline.levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(outline.levels, outline.levels[1:], strict=False))
    assert all(outline.inputs)
    assert len(outline.ids) == len(set(outline.ids))
    assert f'<html lang="{lang}">' in text
    assert text.count('class="mark') == text.count('class="unseen"')


@pytest.mark.parametrize("path", [*PAGES, "/docs"])
def test_a_page_needs_no_other_site_and_no_inline_code(reader, path):
    answer = reader.get(path, headers={"Accept": "text/html"})
    assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', answer.text)
    assert not re.findall(r"<script(?![^>]*\ssrc=)|<style|\son\w+=", answer.text)
    assert Outline(answer.text).styles == []
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert "'unsafe-inline'" not in policy.partition("style-src")[0]


def test_texts_of_records_are_only_texts(client):
    evil = "<script>alert(1)</script>\"'&{{7*7}}"
    client.put("/v1/vacancies/e", content=encode(vacancy(id="e", title=f"Сварщик {evil}", description=evil)))
    client.put("/v1/resumes/e", content=encode(resume(wanting(f"сварщик {evil}"), id="e", summary=evil)))
    for path in ("/", "/vacancies/e", "/resumes/e"):
        text = page(client, path)
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)" in text
        assert "{{7*7}}" in text


def test_unlawful_demands_are_shown_as_such(reader):
    text = words(page(reader, "/vacancies/v1"))
    assert "требования, которых закон не допускает" in text
    assert "до 35 лет»" in text


def test_a_long_list_is_paged(tmp_path):
    records = [*(vacancy(id=f"v{n:03}", title=f"Повар {n}") for n in range(45)), *resumes(21)]
    with running(tmp_path, records) as client:
        seen, text = [], page(client, "/")
        while True:
            seen += re.findall(r'href="/vacancies/(v\d+)\?', text)
            following = re.search(r'<a rel="next" href="([^"]*)#vacancies"', text)
            if not following:
                break
            text = client.get("/" + html.unescape(following[1])).text
        assert seen == [f"v{n:03}" for n in range(45)]


def test_paging_one_list_leaves_the_other_where_it_is(tmp_path):
    records = [*(vacancy(id=f"v{n:03}") for n in range(45)), *resumes(45)]
    with running(tmp_path, records) as client:
        text = page(client, "/?people=r000019")
        following = html.unescape(re.search(r'<a rel="next" href="([^"]*)#vacancies"', text)[1])
        text = client.get("/" + following).text
        assert "/resumes/r000020?" in text
        assert "/vacancies/v020?" in text


@pytest.mark.parametrize(
    ("query", "header", "lang"),
    [
        ("", "", "ru"),
        ("", "kk-KZ,kk;q=0.9,ru;q=0.8", "kk"),
        ("", "de,en-GB;q=0.5,ru;q=0.4", "en"),
        ("", "ru;q=0.1,en;q=0.7", "en"),
        ("", "en;q=0", "ru"),
        ("", "en;q=x,,;;=,kk;q=0.3", "kk"),
        ("?lang=kk", "en", "kk"),
        ("?lang=xx", "en", "en"),
    ],
)
def test_the_language_is_the_one_asked_for_else_the_readers(reader, query, header, lang):
    answer = reader.get(f"/{query}", headers={"Accept-Language": header} if header else {})
    assert answer.headers["content-language"] == lang
    assert "Accept-Language" in answer.headers["vary"]


def test_changing_the_language_keeps_the_terms_of_the_search(reader):
    text = page(reader, "/vacancies/v1?weight=salary:9&weight=other:0&must=experience")
    other = html.unescape(re.search(r'<a href="([^"]*)" lang="kk"', text)[1])
    assert other == "?weight=salary%3A9&weight=other%3A0&must=experience&lang=kk"


def test_the_form_shows_the_terms_and_sends_them_back(reader):
    text = page(reader, "/vacancies/v1?weight=salary:2.8&weight=transport:7.5&must=experience", "en")
    assert '<details class="panel controls" open>' in text
    assert re.search(r'value="salary:2.8" selected>more than usual', text)
    assert re.search(r'value="transport:7.5" selected>weight 7.5', text)
    assert re.search(r'name="must" value="experience"[^>]* checked>', text)
    assert not re.search(r'name="must" value="licence:safety:biot"[^>]* checked>', text)
    sent = "/vacancies/v1?lang=en&weight=&weight=&weight=salary:2.8&must=&on=2026-11-20&limit=20"
    assert reader.get(sent).status_code == 200


def test_an_error_is_a_page_for_a_reader_and_a_problem_for_a_program(reader):
    assert (
        reader.get("/vacancies/none", headers={"Accept": "text/html"}).headers["content-type"].startswith("text/html")
    )
    assert reader.get("/vacancies/none").headers["content-type"] == "application/problem+json"
    accept = {"Accept": "text/html"}
    assert reader.get("/v1/shortlists/99999", headers=accept).headers["content-type"] == "application/problem+json"


def test_an_empty_store_says_how_it_is_filled(tmp_path):
    with running(tmp_path, []) as client:
        assert "laiyq import" in page(client, "/")
        assert client.get("/readyz").status_code == 200
