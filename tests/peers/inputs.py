"""Inputs of the benchmark's jobs as plain files, so that two programs measure the very same thing.

A folder holds one input: `input.json` (what it is, small values, texts, and the type and shape of each array) and one
`NAME.bin` for each array, little-endian, the last index running fastest.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

TYPES = {"u8": "<u1", "u16": "<u2", "u32": "<u4", "f64": "<f8"}
HEADER = "input.json"


def stands(folder: Path, head: dict[str, Any]) -> bool:
    """Whether the folder holds the input that `head` names."""
    try:
        found = json.loads((folder / HEADER).read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return False
    return all(found.get(key) == value for key, value in head.items())


def write(folder: Path, head: dict[str, Any], parts: dict[str, Any]) -> None:
    """Writes the parts of an input: arrays as files, everything else into the header, which comes last."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / HEADER).unlink(missing_ok=True)
    arrays, values = {}, {}
    for name, part in parts.items():
        if isinstance(part, np.ndarray):
            kind = next(kind for kind, code in TYPES.items() if np.dtype(code) == part.dtype)
            part.astype(TYPES[kind]).tofile(folder / f"{name}.bin")
            arrays[name] = {"type": kind, "shape": part.shape}
        else:
            values[name] = part
    (folder / HEADER).write_text(json.dumps({**head, "arrays": arrays, "values": values}))


def read(folder: Path) -> dict[str, Any]:
    """The parts of an input, as they were written."""
    head = json.loads((folder / HEADER).read_text())
    parts = dict(head["values"])
    for name, array in head["arrays"].items():
        parts[name] = np.fromfile(folder / f"{name}.bin", TYPES[array["type"]]).reshape(array["shape"])
    return parts
