"""Lines of the log: their form, their fields, and what never stands in them."""

from __future__ import annotations

import json
import logging

import pytest
from structlog.contextvars import bound_contextvars

from api.operation.redaction import MASK, masked


def test_a_line_is_one_json_object_with_the_id_of_its_request(lines):
    said = lines()
    with bound_contextvars(request_id="0" * 32):
        logging.getLogger("laiyq.http").info("ended", extra={"status": 200, "person": "Айгүль"})
    (line,) = [json.loads(one) for one in said()]
    assert {"timestamp", "pid"} <= set(line)
    assert (line["event"], line["level"], line["logger"], line["status"]) == ("ended", "info", "laiyq.http", 200)
    assert line["request_id"] == "0" * 32
    assert "person" not in line


def test_the_level_and_the_form_are_settings(lines):
    said = lines("plain", "warning")
    logging.getLogger("laiyq.http").info("not this")
    logging.getLogger("laiyq.http").warning("but this")
    (line,) = said()
    assert "but this" in line
    assert not line.startswith("{")


@pytest.mark.parametrize("form", ["json", "plain"])
def test_an_exception_is_told_by_its_class_and_place_alone(lines, form):
    said = lines(form)
    try:
        {}["Айгүль 850101300123"]
    except KeyError:
        logging.getLogger("laiyq.http").exception("it failed")
        logging.getLogger("somebody.else").exception("theirs failed")
    assert "KeyError in test_an_exception" in said()[0]
    assert not [word for word in ("Айгүль", "850101300123") if word in "\n".join(said())]


def test_of_other_libraries_the_sentence_is_kept_without_what_was_filled_in(lines):
    said = lines()
    logging.getLogger("asyncio").error("never retrieved\nfuture: <exception=ValueError('Айгүль')>")
    logging.getLogger("driver").warning("row %s refused", "Айгүль")
    logging.getLogger("uvicorn.error").error('Traceback (most recent call last):\n  File "x"\nOSError: Айгүль\n')
    assert [json.loads(one)["event"] for one in said()] == ["never retrieved", "row %s refused", "failed: OSError"]


@pytest.mark.parametrize(
    "secret",
    [
        "850101300123", "+7 701 000 00 00", "8 (701) 000-00-00", "87010000000", "aigul.bekova@example.kz",
        "айгуль@почта.қаз", "4400 4301 2345 6789",
    ],
)  # fmt: skip
def test_numbers_and_addresses_of_people_are_masked_wherever_they_stand(secret):
    for text in (secret, f"a word {secret}, and more", f"({secret})", f"key={secret}&other=1"):
        assert secret not in masked(text), text
        assert MASK in masked(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20T06:00:00+00:00",
        "gen-000012@1234567",
        "12 rows, 3 refused",
        "/v1/resumes/{id:path}",
        "127.0.0.1:8000",
    ],
)
def test_counts_moments_and_names_of_ours_stay(text):
    assert masked(text) == text
