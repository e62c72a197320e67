"""`laiyq config`."""

from __future__ import annotations

from api.settings import fields
from tests.api.cli.conftest import call


def test_show_names_every_setting_with_its_value_and_origin(tmp_path, monkeypatch):
    file = tmp_path / "my.toml"
    file.write_text('database_url = "postgresql://me:pa55@h/d"\n', "utf-8")
    monkeypatch.setenv("LAIYQ_PORT", "9001")
    found = call("--config", file, "config", "show", "--json").json
    assert found["port"] == {"value": 9001, "from": "LAIYQ_PORT"}
    assert found["database_url"] == {"value": "(set)", "from": f"{file}: database_url"}
    assert list(found) == [field.encode_name for field in fields()]
    words = call("--config", file, "config", "show", "--all")
    assert "pa55" not in words.out + words.err
    assert "port = 9001  (LAIYQ_PORT)\n    LAIYQ_PORT: a whole number from 1 to 65535. Its port" in words.out


def test_check_makes_nothing_and_says_what_is_wrong_with_exit_code_2(tmp_path, monkeypatch):
    assert call("config", "check", "--data", tmp_path / "new").code == 0
    assert not (tmp_path / "new").exists()
    monkeypatch.setenv("LAIYQ_BACKUP_KEY", "short-secret")
    wrong = call("config", "check")
    assert wrong.code == 2
    assert "LAIYQ_BACKUP_KEY must be 32 random bytes" in wrong.words
    assert "short-secret" not in wrong.err


def test_check_tells_of_variables_that_are_no_settings_and_of_passwords_that_others_may_read(tmp_path, monkeypatch):
    file = tmp_path / "laiyq.toml"
    file.write_text('database_url = "postgresql://me:pa55@h/d"\n', "utf-8")
    file.chmod(0o644)
    monkeypatch.setenv("LAIYQ_PROT", "1")
    said = call("config", "check", "--data", tmp_path)
    assert said.code == 0
    assert "LAIYQ_PROT is no setting" in said.words
    assert "others may read" in said.words
    file.chmod(0o600)
    assert "others may read" not in call("config", "check", "--data", tmp_path).words


def test_every_command_refuses_wrong_settings_before_it_does_anything(tmp_path, monkeypatch):
    monkeypatch.setenv("LAIYQ_WORKERS", "many")
    for command in (["serve"], ["worker", "--once"], ["index", "status"], ["outbox"]):
        done = call(*command, "--data", tmp_path / "new")
        assert (done.code, "LAIYQ_WORKERS must be a whole number" in done.words) == (2, True)
    assert not (tmp_path / "new").exists()
