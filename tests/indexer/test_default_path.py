import subprocess
import sys

HEAVY = ("torch", "sentence_transformers", "indexer.encoder", "indexer.static_encoder")


def test_the_default_path_loads_no_encoder():
    everything = "import sys, api.cli.main, api.wiring; from api.cli.doors import Doors; [*Doors().values()]"
    code = f"{everything}; print(*(one for one in {HEAVY} if one in sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    assert ran.stdout.split() == []
