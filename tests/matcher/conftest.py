import os
from pathlib import Path

GIVEN = Path(os.environ.get("LAIYQ_EVALUATION_DATA", "nowhere")) / "vacancies"
collect_ignore = [] if GIVEN.is_dir() else ["test_given_vacancies.py"]
