"""Files and folders: packing, encodings, formats, and the errors that name a file as a whole."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from indexer.readers import errors

LINE = '{"id": "v1", "title": "Дәнекерлеуші"}\n'


@pytest.mark.parametrize(
    "data",
    [
        LINE.encode("utf-8-sig"),
        LINE.encode("utf-16"),
        b"\xfe\xff" + LINE.encode("utf-16-be"),
        gzip.compress(LINE.encode()),
        gzip.compress(LINE.encode("utf-8-sig")),
        gzip.compress(LINE.encode("utf-16")),
        LINE.strip().encode(),
        b"\n\n" + LINE.encode(),
    ],
)
def test_byte_order_marks_and_gzip_are_seen_by_content(read: Any, data: bytes) -> None:
    assert [one.title for one in read(data).records] == ["Дәнекерлеуші"]


@pytest.mark.parametrize(
    ("data", "error", "word"),
    [
        (b"", errors.NothingToRead, "empty"),
        (b" \n\n", errors.NothingToRead, "empty"),
        (b"\xef\xbb\xbf", errors.NothingToRead, "empty"),
        (gzip.compress(b""), errors.NothingToRead, "empty"),
        (b"PK\x03\x04rest", errors.UnknownFormat, "Excel"),
        (b"%PDF-1.7", errors.UnknownFormat, "PDF"),
        (b"<html></html>", errors.UnknownFormat, "XML"),
        (bytes(1000) + b"x", errors.Unreadable, "no text"),
        (b"just some words\n", errors.UnknownFormat, "columns"),
        (b"name,pay\na,1\n", errors.UnknownFormat, "columns"),
        (b'{"Job Title": "x", "Pay": 1}\n', errors.UnknownFormat, "--map"),
        ('{"id": "1", "title": "Повар"}'.encode("cp1251"), errors.WrongEncoding, "encoding"),
        (LINE.encode("utf-16")[2:], errors.WrongEncoding, "not UTF-8"),
        ('{"id": "an id of letters"}'.encode("utf-16-le"), errors.Unreadable, "no text"),
        (gzip.compress(LINE.encode())[:20], errors.Unreadable, "damaged"),
        (b'[{"id": "1", "title": "x"}, {"id": ', errors.UnknownFormat, "cut off"),
    ],
)
def test_a_file_that_cannot_be_read_at_all_is_a_clear_error(
    read: Any, data: bytes, error: type[Exception], word: str
) -> None:
    with pytest.raises(error, match=word) as caught:
        read(data)
    assert isinstance(caught.value, errors.ReadError)


def test_no_such_path_and_an_empty_folder_are_errors(read: Any, tmp_path: Path) -> None:
    with pytest.raises(errors.NothingToRead, match="no such"):
        read(tmp_path / "absent")
    (tmp_path / "empty").mkdir()
    with pytest.raises(errors.NothingToRead, match="without files"):
        read(tmp_path / "empty")


def test_a_folder_is_its_files_in_order_and_a_bad_file_is_a_refusal_of_line_zero(read: Any, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    (folder / "a.ndjson").write_text(LINE, "utf-8")
    (folder / "b.pdf").write_bytes(b"%PDF")
    (folder / "c.csv").write_text("id,title\nv2,Повар\n", "utf-8")
    (folder / ".hidden").write_text(LINE, "utf-8")
    found = read(folder)
    assert [one.id for one in found.records] == ["v1", "v2"]
    assert [(Path(one.file).name, one.line, one.reason) for one in found.refused] == [("b.pdf", 0, "this is a PDF")]


def test_a_gzip_cut_off_later_gives_its_whole_lines_and_says_where_it_broke(read: Any) -> None:
    import random

    chance = random.Random(7)  # noqa: S311 - no secret
    lines = "".join(
        json.dumps({"id": str(at), "title": "".join(chance.choices("абвгдежзик", k=300))}) + "\n" for at in range(4000)
    )
    data = gzip.compress(lines.encode())
    found = read(data[: len(data) - 1000])
    assert 1000 < len(found.records) < 4000
    assert found.refused[-1].line == found.records.__len__() + 1
    assert "cut off" in found.refused[-1].reason


def test_bytes_that_are_no_utf8_break_their_line_alone(read: Any) -> None:
    bad = '{"id": "v2", "title": "Повар"}'.encode("cp1251")
    found = read(LINE.encode() + bad + b"\n" + LINE.replace("v1", "v3").encode())
    assert [one.id for one in found.records] == ["v1", "v3"]
    assert [(one.line, one.reason) for one in found.refused] == [(2, "expected text in UTF-8")]


def test_a_stray_byte_among_lines_of_ascii_breaks_its_line_alone(read: Any) -> None:
    found = read(b'{"id": "v1", "title": "x"}\n{"id": "v2", "title": "\xff"}\n{"id": "v3", "title": "x"}\n')
    assert ([one.id for one in found.records], [one.line for one in found.refused]) == (["v1", "v3"], [2])
    found = read(b"id,title\nv1,x\nv2,\xff\nv3,x\n")
    assert ([one.id for one in found.records], [one.line for one in found.refused]) == (["v1", "v3"], [3])


def test_a_table_in_windows_cyrillic_is_decoded_where_that_is_certain(read: Any) -> None:
    text = "id;title;place.name\r\nv1;Повар столовой №5;г. Алматы\r\nv2;Пекарь;Қостанай\r\n"
    found = read(text.encode("kz1048"))
    assert [one.title for one in found.records] == ["Повар столовой №5", "Пекарь"]
    assert [one.place.kato for one in found.records] == ["750000000", "391010000"]
    with pytest.raises(errors.WrongEncoding, match="encoding"):
        read("id;title\r\nv1;Повар столовой\r\nv2;Младший пекарь\r\nv3;Кондитер\r\n".encode("koi8-r"))


def test_an_array_and_a_pretty_printed_object_are_read_by_position(read: Any) -> None:
    one, two = {"id": "v1", "title": "x"}, {"id": "v2"}
    found = read(json.dumps([one, two], indent=2))
    assert [record.id for record in found.records] == ["v1"]
    assert found.fields == [(2, "title")]
    assert [record.id for record in read(json.dumps(one, indent=2)).records] == ["v1"]


def test_a_document_over_the_limit_is_an_error(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.readers.source.MAX_DOCUMENT", 10)
    with pytest.raises(errors.TooLarge, match="one object a line"):
        read('[{"id": "v1", "title": "x"}]')


def test_a_file_of_broken_lines_alone_reports_each(read: Any) -> None:
    found = read('{"id": broken\n{"id": "x", \n')
    assert len(found.refused) == 2
    assert found.records == []
