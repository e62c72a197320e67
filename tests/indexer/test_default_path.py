import subprocess
import sys

HEAVY = ("torch", "sentence_transformers", "indexer.encoder", "indexer.static_encoder")


def test_the_default_path_loads_no_encoder():
    code = f"import sys, api.cli.main, api.wiring; print(*(one for one in {HEAVY} if one in sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    assert ran.stdout.split() == []
