import os
import subprocess
from pathlib import Path


def test_the_tests_pass_in_the_environment_that_has_the_extra():
    ran = subprocess.run(  # noqa: S603 - the developer's own interpreter
        [os.environ["LAIYQ_SEMANTIC_PYTHON"], "-m", "pytest", str(Path(__file__).parent)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr[-2000:]
