"""The Python libraries on the benchmark's jobs, beside which the crates `agreement` and `grading` are measured.

usage: jobs.py --list                     one line of JSON a job: what it is, how large, how its cost may grow
       jobs.py NAME FOLDER [--size N]     writes the job's input into the folder, if it is not there, and times each
                                          library named for the job: one line of JSON a library
       jobs.py NAME FOLDER --again        the same without the libraries for which one round must do
       jobs.py NAME FOLDER --input-only   writes the input and times nothing

Wall time of one thread, the best of some runs after one that is not counted: of a short job, as many as fit into half a
second, so that what else the machine does spares one of them. Neither imports nor the building of what a
library wants to be given (lists, data frames) are timed. A job that takes seconds runs once.

`ordinary` is the call that the library's documentation shows; `vectorised` is what somebody writes who knows NumPy.
"""

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"):
    os.environ[variable] = "1"

import argparse
import hashlib
import importlib.metadata
import json
import logging
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

import inputs
import speed_categories
import speed_matching
import speed_models
import speed_ranks
import speed_text
from speed import Job, Peer

SEED = 7
# Runs and seconds.
MOST, LONG = 100, 0.5
MODULES = (speed_categories, speed_ranks, speed_matching, speed_models, speed_text)
JOBS: dict[str, Job] = {job.name: job for module in MODULES for job in module.JOBS}


def main() -> None:
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    parser = argparse.ArgumentParser()
    parser.add_argument("name", nargs="?", choices=list(JOBS))
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--size", type=int)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--input-only", action="store_true")
    given = parser.parse_args()
    if given.list:
        for job in JOBS.values():
            print(json.dumps(described(job)))
        return
    if given.name is None or given.folder is None:
        parser.error("which job, and where does its input go?")
    job = JOBS[given.name]
    ensure(job, given.size or job.size, given.folder)
    if not given.input_only:
        peers = [peer for peer in job.peers if not (given.again and peer.once)]
        for line in timed(job, peers, inputs.read(given.folder)):
            print(json.dumps(line), flush=True)


def described(job: Job) -> dict[str, Any]:
    return {
        "job": job.name,
        "title": job.title,
        "size": job.size,
        "of": job.of,
        "grows": job.grows,
        "grows_from": job.grows_from or job.size // 10,
        "tolerance": job.tolerance,
        "listed": job.listed,
        "note": job.note,
    }


def ensure(job: Job, size: int, folder: Path) -> None:
    """The input follows from its seed, its size, NumPy and the code that makes it, and is made once."""
    code = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("speed*.py")):
        code.update(file.read_bytes())
    head = {"job": job.name, "size": size, "seed": SEED, "numpy": np.__version__, "code": code.hexdigest()}
    if not inputs.stands(folder, head):
        inputs.write(folder, head, job.make(np.random.default_rng(SEED), size))


def timed(job: Job, peers: list[Peer], given: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for peer in peers:
        line = {"job": job.name, "library": versions(peer), "kind": peer.kind, "note": peer.note}
        try:
            run = peer.prepare(given)
            seconds, runs, result = best(run, peer.runs)
            result = np.sum(result) if peer.sums else result
        except Exception as error:  # A library that fails is reported, and the others still run.
            yield {**line, "failed": f"{type(error).__name__}: {error}"}
            continue
        yield {**line, "seconds": seconds, "runs": runs, "result": np.ravel(result).astype(float).tolist()}


def best(run: Callable[[], Any], runs: int) -> tuple[float, int, Any]:
    """The shortest time, how many runs that is the best of, and what came out."""
    if runs == 1:
        start = time.perf_counter()
        result = run()
        return time.perf_counter() - start, 1, result
    begin = time.perf_counter()
    run()
    seconds, done = float("inf"), 0
    while done < runs or (done < MOST and time.perf_counter() - begin < LONG):
        start = time.perf_counter()
        result = run()
        seconds = min(seconds, time.perf_counter() - start)
        done += 1
    return seconds, done, result


def versions(peer: Peer) -> str:
    return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in peer.libraries)


if __name__ == "__main__":
    main()
