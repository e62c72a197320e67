"""The machine that figures were measured on, as far as it matters to them; what memory and which ports it gives."""

from __future__ import annotations

import os
import platform
import resource
import socket
import time
from pathlib import Path
from typing import Any

import numpy as np

COPIED_BYTES = 256 * 2**20
"""Many times the largest cache, so that the copy is the memory's and not a cache's."""
COPIES = 5
KIB = 1024


def machine() -> dict[str, Any]:
    """Processor, cores that this process may use, memory in GiB, kernel, Python and numpy."""
    return {
        "cpu": _line(Path("/proc/cpuinfo"), "model name") or platform.machine(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "numpy": np.__version__,
    }


def words(of: dict[str, Any]) -> str:
    """The machine in one line."""
    return (
        f"{of['cpu']}, {of['cores']} cores, {of['memory_gib']} GiB, {of['system']}, "
        f"Python {of['python']}, numpy {of['numpy']}"
    )


def peak_mb() -> float:
    """The largest resident size of this process so far, in MiB; pages of mapped files count while they are resident."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB


def children_peak_mb() -> float:
    """The largest resident size of any one ended child, in MiB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / KIB


def resident_mb(pid: int, *, peak: bool = False) -> float:
    """The resident size of a process, now or at its peak, in MiB; 0 where the system does not tell."""
    found = _line(Path(f"/proc/{pid}/status"), "VmHWM" if peak else "VmRSS")
    return float(found.split()[0]) / KIB if found else 0.0


def pss_mb(pid: int) -> float:
    """What a process holds resident, its share of shared pages counted in parts, in MiB."""
    found = _line(Path(f"/proc/{pid}/smaps_rollup"), "Pss")
    return float(found.split()[0]) / KIB if found else resident_mb(pid)


def tree(pid: int) -> list[int]:
    """A process and all below it."""
    below = Path(f"/proc/{pid}/task/{pid}/children")
    children = below.read_text("ascii").split() if below.exists() else []
    return [pid, *(one for child in children for one in tree(int(child)))]


def free_port() -> int:
    """A port of loopback that nobody has."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def bandwidth() -> float:
    """Bytes a second, read and written together, of one large copy in one thread: the best of several."""
    source = np.ones(COPIED_BYTES, np.uint8)
    target = np.zeros(COPIED_BYTES, np.uint8)
    best = 0.0
    for _ in range(COPIES):
        start = time.perf_counter()
        np.copyto(target, source)
        best = max(best, 2 * COPIED_BYTES / (time.perf_counter() - start))
    return best


def _line(file: Path, name: str) -> str | None:
    """The value behind the first `name:` of a file of the system."""
    try:
        for line in file.read_text("utf-8", "replace").splitlines():
            key, _, value = line.partition(":")
            if key.strip() == name:
                return value.strip()
    except OSError:
        pass
    return None
