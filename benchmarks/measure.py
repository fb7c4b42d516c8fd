"""Ours and the peer in turns, so that both meet the same weather on the machine."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Ratio:
    """Two medians in seconds. ``limit`` is what ours may cost, as a multiple of the peer; None
    where the peer does less and is shown for comparison only."""

    what: str
    peer_is: str
    ours: float
    peer: float
    limit: float | None

    @property
    def value(self) -> float:
        """Ours as a multiple of the peer."""
        return self.ours / self.peer

    def __str__(self) -> str:
        verdict = "for comparison"
        if self.limit is not None:
            kept = "ok" if self.value <= self.limit else "OVER"
            verdict = f"at most {self.limit:g}x: {kept}"
        return (
            f"{self.what:<44} {_time(self.ours)} : {_time(self.peer)} {self.peer_is:<28}"
            f" = {self.value:5.2f}x  ({verdict})"
        )


def peak_memory() -> float:
    """Returns the MB that this process has had at most. What ``getrusage`` tells is also that of
    the process which started it, as long as it was a copy of that."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def _time(seconds: float) -> str:
    return f"{seconds * 1000:8.2f} ms"


def in_turns(
    what: str,
    ours: Callable[[], float],
    peer: Callable[[], float],
    *,
    peer_is: str,
    limit: float | None,
    rounds: int,
) -> Ratio:
    """Runs both by turns, after one round that does not count. Each returns its seconds."""
    ours(), peer()
    pairs = [(ours(), peer()) for _ in range(rounds)]
    mine, theirs = zip(*pairs, strict=True)
    return Ratio(what, peer_is, statistics.median(mine), statistics.median(theirs), limit)
