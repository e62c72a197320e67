"""docs/settings.md, made from the table of the settings: `python -m api.operation.reference`."""

from __future__ import annotations

from pathlib import Path

from api.settings import CONFIG, FILE, KEYS, fields, meaning, variable, words

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"
HEAD = f"""# Settings

Made from `api/settings.py` by `python -m api.operation.reference`; a test compares them.

The command line wins over the environment, the environment over the file, the file over the defaults. The file is TOML
with the names below: the one that `--config` names, else `{CONFIG}`, else `{FILE}` in the data folder.
`laiyq config check` says what is wrong with all of them at once; `laiyq config show` says where each value comes from.

| name | variable | may be | default | meaning |
|---|---|---|---|---|
"""
KEYS_HEAD = """
Keys are taken from the environment alone and stand in no file:

| variable | meaning |
|---|---|
"""


def page() -> str:
    """The page as it must be."""
    rows = [
        f"| `{one.encode_name}` | `{variable(one)}` | {words(one.type)} | {_default(one.default)} | {meaning(one)} |\n"
        for one in fields()
    ]
    keys = [f"| `{name}` | {text} |\n" for name, text in KEYS.items()]
    return HEAD + "".join(rows) + KEYS_HEAD + "".join(keys)


def _default(value: object) -> str:
    return "" if value is None else f"`{value}`"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
