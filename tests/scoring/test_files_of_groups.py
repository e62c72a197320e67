"""The fast reading of the files of groups against that of the standard library."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from scoring.occupations.files import _plain_groups, read_groups

GROUPS = sorted(one.name for one in (files("scoring.occupations") / "groups").iterdir() if one.name.endswith(".toml"))


@pytest.mark.parametrize("name", GROUPS)
def test_a_file_of_groups_reads_as_tomllib_reads_it(name):
    text = (files("scoring.occupations") / "groups" / name).read_text("utf-8")
    assert _plain_groups(text) == tomllib.loads(text)["group"]


@pytest.mark.parametrize(
    "text",
    [
        '[[group]]\ncode = "1"\nnames = [\n  "a", # one\n  "b",\n]\n',
        "[[group]]\ncode = '1'\n",
        '[[group]]\ncode = """\n1"""\n',
        '[[group]]\n  code = "1"\n[[group.branch]]\nkey="k" # no blanks\n',
        '[[group]]\nneighbours = [{ to = "1", closeness = 1.0 },\n  # none\n  { to = "2", closeness = 0.5 },\n]\n',
    ],
)
def test_whatever_else_toml_allows_is_read_as_well(text):
    assert read_groups(text) == tomllib.loads(text)["group"]


def test_a_key_that_stands_twice_is_refused():
    with pytest.raises(tomllib.TOMLDecodeError):
        read_groups('[[group]]\ncode = "1"\ncode = "2"\n')
