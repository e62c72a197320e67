"""A command is found in the module that the table names, and brings no other module with it."""

import subprocess
import sys

import pytest

from api.cli.doors import MODULES, registered


@pytest.mark.parametrize("module", MODULES)
def test_the_table_names_what_a_module_registers(module):
    assert set(registered(module)) == set(MODULES[module])


def test_no_command_stands_in_two_modules():
    names = [name for found in MODULES.values() for name in found]
    assert len(names) == len(set(names))


def test_what_other_commands_need_is_not_imported():
    code = (
        "import sys; from api.cli.main import app; from typer.main import get_command\n"
        "get_command(app).commands['occupations']\n"
        "print(*(one for one in ('api.cli.bench', 'matcher.cases', 'psycopg', 'fixtures') if one in sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    assert ran.stdout.split() == []
