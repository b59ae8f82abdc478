"""What a job of the benchmark is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

Parts = dict[str, Any]
Run = Callable[[], Any]


@dataclass(frozen=True)
class Peer:
    """One way of doing a job in Python."""

    libraries: tuple[str, ...]
    prepare: Callable[[Parts], Run]
    """Imports the library and builds what it wants; what it returns is timed and returns the result."""
    kind: str = "ordinary"
    runs: int = 3
    """At least so many; 1 for what takes seconds, without one that is not counted."""
    sums: bool = False
    """The result is the sum of what comes out, and summing is not timed."""
    note: str = ""
    once: bool = False
    """Takes so long that one round must do."""


@dataclass(frozen=True)
class Job:
    name: str
    title: str
    size: int
    of: str
    """What `size` counts."""
    make: Callable[[np.random.Generator, int], Parts]
    peers: tuple[Peer, ...]
    grows: str = "n"
    """How the cost may grow with the size: constant, n, n log n, n² or n³."""
    grows_from: int | None = None
    """The n of the growth from n to 10 n; a tenth of the size unless it is given."""
    tolerance: float | None = 1e-9
    """How far results may be apart, absolutely; none where they cannot be compared."""
    listed: bool = False
    """One of the jobs on which five times the ordinary call's speed is asked for."""
    note: str = ""
    """Why the tolerance is wider than rounding needs, or why there is none."""


def noisy(rng: np.random.Generator, true: np.ndarray, accuracy: float, categories: int) -> np.ndarray:
    """Codes that are right with this chance and random otherwise."""
    drawn = rng.integers(0, categories, true.shape)
    return np.where(rng.random(true.shape) < accuracy, true, drawn).astype(np.uint8)
