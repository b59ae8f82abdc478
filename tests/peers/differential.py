"""What the Python libraries say about thousands of random inputs, as a file of vectors for `agreement vectors`.

usage: differential.py FILE [--each N] [--seed S]

Writes N vectors or so a statistic in the form of `grading-vectors.json`, degenerate ones among them: one category,
all alike, empty categories, ratings missing, one rater, ties everywhere, nothing at all. Where a library answers NaN or
fails because there is nothing to compute, `{"undefined": true}` is expected. Where a library follows another convention
than the statistic's definition, or its rounding hides the answer, nothing is expected; `left_out` counts these with the
reason.
The last line printed is one JSON object with the counts.
"""

import argparse
import json
import logging
import warnings
import zlib
from pathlib import Path

import numpy as np

import oracle_categories
import oracle_matching
import oracle_numbers
import oracle_ranks
from oracle import Book

ORACLES = (oracle_categories, oracle_ranks, oracle_matching, oracle_numbers)
ABOUT = "Random inputs and what the Python libraries say about them, in the form of grading-vectors.json."


def main() -> None:
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    np.seterr(all="ignore")
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--each", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    book = Book()
    for oracle in ORACLES:
        for ask in oracle.QUESTIONS:
            # A generator of its own: the inputs of one question do not hang on what another one drew.
            ask(book, np.random.default_rng([given.seed, zlib.crc32(ask.__name__.encode())]), given.each)
    left_out = [{"statistic": s, "reason": r, "count": n} for (s, r), n in sorted(book.left_out.items())]
    whole = {"about": ABOUT, "vectors": book.vectors, "left_out": left_out}
    # No NaN may slip into the file: an undefined value has a form of its own.
    given.file.write_text(json.dumps(whole, allow_nan=False))
    undefined = sum("undefined" in v["expected"] for v in book.vectors if isinstance(v["expected"], dict))
    counts = {"vectors": len(book.vectors), "undefined": undefined, "left_out": sum(book.left_out.values())}
    print(json.dumps(counts))


if __name__ == "__main__":
    main()
