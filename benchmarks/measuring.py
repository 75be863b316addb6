"""Run a command as a whole process and say what it cost, as the operating system counts it."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """What one finished process cost: wall seconds, processor seconds, peak memory in megabytes."""

    wall: float
    cpu: float
    peak: float


def run(command: Sequence[str], folder: Path, environment: dict[str, str] | None = None) -> Cost:
    """Run once, its output thrown away; a failing command ends the benchmark."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    complaint = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(
            f"{' '.join(command)}: exit code {process.returncode}\n{complaint.decode()[-2000:]}"
        )
    divisor = 1_000_000 if sys.platform == "darwin" else 1_000
    return Cost(
        time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / divisor
    )


def together(*costs: Cost) -> Cost:
    """Return what several processes cost one after the other."""
    return Cost(
        sum(cost.wall for cost in costs),
        sum(cost.cpu for cost in costs),
        max(cost.peak for cost in costs),
    )


@dataclass(frozen=True, slots=True)
class Pair:
    """Two commands measured in turn, A B A B …, so that a slow minute hits both."""

    first: tuple[Cost, ...]
    second: tuple[Cost, ...]

    @property
    def ratio(self) -> float:
        """Median of A/B, pair by pair, in wall time."""
        return statistics.median(
            a.wall / b.wall for a, b in zip(self.first, self.second, strict=True)
        )

    @property
    def cpu_ratio(self) -> float:
        """Median of A/B, pair by pair, in processor time."""
        return statistics.median(
            a.cpu / b.cpu for a, b in zip(self.first, self.second, strict=True)
        )


def compare(
    first: Callable[[], Cost], second: Callable[[], Cost], rounds: int, warm_up: int = 1
) -> Pair:
    """Measure two commands in turn."""
    for _ in range(warm_up):
        first()
        second()
    costs = [(first(), second()) for _ in range(rounds)]
    return Pair(tuple(a for a, _ in costs), tuple(b for _, b in costs))


def median_wall(costs: Sequence[Cost]) -> float:
    """Median wall time in seconds."""
    return statistics.median(cost.wall for cost in costs)


def peak(costs: Sequence[Cost]) -> float:
    """Largest peak memory in megabytes."""
    return max(cost.peak for cost in costs)
