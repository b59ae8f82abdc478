"""What is shared by the questions put to the libraries."""

import importlib.metadata
import math
from collections import Counter
from collections.abc import Callable
from typing import Any

UNDEFINED = {"undefined": True}
# Absolute, and relative for what is larger than 1.
TOLERANCE = 1e-9
# What the root of a variance that is 0 but for rounding may come to. No standard error of so few items is as small.
NOISE = 1e-6


class Book:
    """The vectors asked so far, and what was left out and why."""

    def __init__(self) -> None:
        self.vectors: list[dict[str, Any]] = []
        self.left_out: Counter[tuple[str, str]] = Counter()
        self.numbers: Counter[str] = Counter()

    def expect(
        self,
        statistic: str,
        shape: str,
        given: dict[str, Any],
        expected: Any,
        library: str,
        tolerance: float | dict[str, float] | None = None,
        note: str | None = None,
    ) -> None:
        """`shape` says in a word what is odd about the input. NaN, alone or as a key's value, is undefined."""
        expected = plain(expected)
        if undefined(expected):
            expected = UNDEFINED
        elif isinstance(expected, dict):
            expected = {key: value for key, value in expected.items() if not undefined(value)}
        self.numbers[statistic] += 1
        vector = {
            "name": f"{statistic} {self.numbers[statistic]} ({shape})",
            "statistic": statistic,
            "kind": "library",
            "input": plain(given),
            "expected": expected,
            "tolerance": tolerance if tolerance is not None else allowed(expected),
            "source": "random input",
            "verified_with": [f"{library} {importlib.metadata.version(library)}"],
        }
        if note:
            vector["note"] = note
        self.vectors.append(vector)

    def leave_out(self, statistic: str, reason: str, count: int = 1) -> None:
        """`count` is 0 for what was never asked."""
        self.left_out[statistic, reason] += count


def answer(ask: Callable[[], Any], failures: tuple[type[Exception], ...] = ()) -> Any:
    """What the library says; NaN where it fails in a way that means "nothing to compute"."""
    try:
        return ask()
    except (ZeroDivisionError, *failures):
        return math.nan


def allowed(expected: Any) -> float:
    """As exact as doubles allow: numbers above 1 have fewer decimals."""
    return TOLERANCE * max([1.0, *map(abs, numbers(expected))])


def numbers(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [number for part in value.values() for number in numbers(part)]
    if isinstance(value, list):
        return [number for part in value for number in numbers(part)]
    return [] if isinstance(value, (str, bool)) or value is None else [float(value)]


def undefined(value: Any) -> bool:
    """NaN, or a dictionary or list that holds nothing else."""
    if isinstance(value, dict):
        return bool(value) and all(undefined(part) for part in value.values())
    if isinstance(value, list):
        return bool(value) and any(undefined(part) for part in value)
    return isinstance(value, float) and not math.isfinite(value)


def plain(value: Any) -> Any:
    """Python's own numbers and lists, for JSON; what is missing is null."""
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    if hasattr(value, "tolist"):
        return value.tolist()
    return value
