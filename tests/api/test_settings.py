from __future__ import annotations

from pathlib import Path

import pytest

from api.operation.reference import PAGE, page
from api.settings import FILE, Settings, SettingsError, fields, gather, meaning, shown, variable, words

NOWHERE = Path("nowhere")


def test_nothing_set_gives_the_defaults():
    assert Settings.read({}, NOWHERE) == Settings(NOWHERE)


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(tmp_path):
    file = tmp_path / "other.toml"
    file.write_text('data = "from-file"\nport = 9001\nworkers = 3\nengine = "embedded"\n', "utf-8")
    environment = {"LAIYQ_DATA": "from-environment", "LAIYQ_PORT": "9002", "LAIYQ_CONFIG": str(file)}
    found = gather(environment)
    assert (found.settings.data, found.settings.port, found.settings.workers) == (Path("from-environment"), 9002, 3)
    assert gather(environment, Path("said")).settings.data == Path("said")
    assert Settings.read({"LAIYQ_CONFIG": str(file)}).data == Path("from-file")
    assert found.origins == {
        "data": "LAIYQ_DATA", "port": "LAIYQ_PORT", "workers": f"{file}: workers", "engine": f"{file}: engine",
    }  # fmt: skip


def test_a_file_in_the_data_folder_is_found_and_one_that_is_named_is_taken_instead(tmp_path):
    (tmp_path / FILE).write_text("port = 9001", "utf-8")
    other = tmp_path / "other.toml"
    other.write_text("workers = 2", "utf-8")
    assert Settings.read({"LAIYQ_DATA": str(tmp_path)}).port == 9001
    assert Settings.read({}, tmp_path, other) == Settings(tmp_path, workers=2)


def test_everything_that_is_wrong_is_told_at_once_and_no_value_is_repeated(tmp_path):
    file = tmp_path / "wrong.toml"
    file.write_text('prot = 1\nworkers = 0\nlog_level = "loud-secret"\nstop_s = 1.5\nhost = 7\n', "utf-8")
    with pytest.raises(SettingsError) as wrong:
        Settings.read({"LAIYQ_PORT": "secret", "LAIYQ_WORKER_EVERY_S": "nan", "LAIYQ_ENGINE": "solr"}, None, file)
    said = str(wrong.value)
    assert "there is no setting prot; is port meant?" in said
    assert "LAIYQ_PORT must be a whole number from 1 to 65535" in said
    assert f"{file}: workers must be a whole number from 1 to 256" in said
    for name in ("LAIYQ_WORKER_EVERY_S", "LAIYQ_ENGINE", ": log_level", ": stop_s", ": host"):
        assert f"{name} must be" in said
    assert "secret" not in said
    assert "solr" not in said


@pytest.mark.parametrize(("text", "why"), [("port = ", "no TOML"), ("\xff", "no TOML"), (None, "No such file")])
def test_a_file_that_cannot_be_read_is_told(tmp_path, text, why):
    file = tmp_path / "broken.toml"
    if text is not None:
        file.write_bytes(text.encode("latin-1"))
    with pytest.raises(SettingsError, match=why):
        Settings.read({}, None, file)


def test_a_file_in_the_data_folder_cannot_say_where_the_data_folder_is(tmp_path):
    (tmp_path / FILE).write_text('data = "elsewhere"', "utf-8")
    with pytest.raises(SettingsError, match="cannot be set in a file that lies in the data folder"):
        Settings.read({}, tmp_path)


def test_a_variable_set_to_nothing_is_not_set_where_that_means_something():
    assert Settings.read({"LAIYQ_DATABASE_URL": ""}, NOWHERE).database is None
    with pytest.raises(SettingsError, match="LAIYQ_PORT must be"):
        Settings.read({"LAIYQ_PORT": ""}, NOWHERE)


def test_opensearch_needs_its_address():
    with pytest.raises(SettingsError, match="needs LAIYQ_OPENSEARCH_URL"):
        Settings.read({"LAIYQ_ENGINE": "opensearch"}, NOWHERE)
    assert Settings.read(
        {"LAIYQ_ENGINE": "opensearch", "LAIYQ_OPENSEARCH_URL": "http://h:9200"}, NOWHERE
    ).opensearch_url


def test_what_may_hold_a_password_is_never_shown():
    held = Settings(database="postgresql://me:pa55@h/d", opensearch_url="http://me:pa55@h", opensearch_password="pa55")  # noqa: S106
    assert "pa55" not in repr(held) + str(shown(held))
    assert shown(held)["database_url"] == "(set)"
    assert shown(Settings())["database_url"] is None


def test_every_setting_says_what_it_is_for_and_what_it_may_be():
    assert len({variable(field) for field in fields()}) == len(fields()) == len(Settings.__struct_fields__)
    for field in fields():
        assert meaning(field).endswith((".", "wins.")), field.name
        assert words(field.type)


def test_the_page_of_settings_is_fresh():
    assert PAGE.read_text("utf-8") == page(), "python -m api.operation.reference"
