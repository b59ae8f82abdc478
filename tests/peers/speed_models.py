"""Jobs on fitted models and on probabilities."""

import numpy as np

from speed import Job, Parts, Peer, Run


def crowd(rng: np.random.Generator, tasks: int) -> Parts:
    """Five labels a task out of four classes, by 100 workers of different accuracy."""
    true = rng.integers(0, 4, tasks)
    worker = rng.integers(0, 100, (tasks, 5))
    accuracy = rng.uniform(0.5, 0.95, 100)
    drawn = rng.integers(0, 4, (tasks, 5))
    label = np.where(rng.random((tasks, 5)) < accuracy[worker], true[:, None], drawn)
    return {
        "task": np.repeat(np.arange(tasks), 5).astype(np.uint32),
        "worker": worker.ravel().astype(np.uint32),
        "label": label.ravel().astype(np.uint8),
        "true": true.astype(np.uint8),
        "workers": 100,
        "classes": 4,
        "iterations": 100,
    }


def dawid_skene(given: Parts) -> Run:
    import pandas
    from crowdkit.aggregation import DawidSkene

    frame = pandas.DataFrame({name: given[name].astype(int) for name in ("task", "worker", "label")})
    true = given["true"].astype(int)

    def run() -> float:
        found = DawidSkene(n_iter=given["iterations"]).fit_predict(frame)
        return (found.reindex(range(len(true))).to_numpy() == true).mean()

    return run


def answers(rng: np.random.Generator, people: int) -> Parts:
    """One row a person, 50 items, 1 for right."""
    slope, difficulty = rng.lognormal(0, 0.25, 50), rng.normal(0, 1, 50)
    ability = rng.normal(0, 1, people)
    right = rng.random((people, 50)) < 1 / (1 + np.exp(-slope * (ability[:, None] - difficulty)))
    return {"right": right.astype(np.uint8), "slope": slope, "difficulty": difficulty}


def marginal(given: Parts) -> Run:
    from girth import twopl_mml

    right = given["right"].T.astype(int).copy()
    return lambda: twopl_mml(right)["Difficulty"]


def expected(given: Parts) -> Run:
    from girth import ability_eap

    right = given["right"].T.astype(int).copy()
    return lambda: ability_eap(right, given["difficulty"], given["slope"])


def predictions(rng: np.random.Generator, count: int) -> Parts:
    stated = rng.random(count)
    return {"stated": stated, "right": (rng.random(count) < stated**1.3).astype(np.uint8), "bins": 15}


def ece(given: Parts) -> Run:
    stated, right = given["stated"], given["right"].astype(float)

    def run() -> float:
        place = np.minimum((stated * 15).astype(int), 14)
        apart = np.bincount(place, right, 15) - np.bincount(place, stated, 15)
        return np.abs(apart).sum() / len(stated)

    return run


def ece_pycalib(given: Parts) -> Run:
    from pycalib.metrics import binary_ECE

    stated, right = given["stated"], given["right"].astype(float)
    return lambda: binary_ECE(right, stated, bins=15)


JOBS = (
    Job(
        "ece",
        "expected calibration error, 15 bins",
        1_000_000,
        "predictions",
        predictions,
        (
            Peer(("pycalib",), ece_pycalib),
            Peer(("numpy",), ece, kind="vectorised"),
        ),
        tolerance=1e-7,
        note="pycalib's bins are wider by a part in 10⁸",
    ),
    Job(
        "dawid-skene",
        "Dawid–Skene, 5 labels a task, 100 workers, 100 iterations",
        5_000,
        "tasks",
        crowd,
        (Peer(("crowd-kit",), dawid_skene, runs=1),),
        tolerance=0.01,
        note="share of tasks labelled right: starts and smoothing differ",
    ),
    Job(
        "irt-marginal",
        "2PL by marginal likelihood, 50 items",
        1_000,
        "people",
        answers,
        (Peer(("girth",), marginal, runs=1),),
        tolerance=0.05,
        note="difficulties: another quadrature and another rule to stop",
    ),
    Job(
        "irt-eap",
        "EAP scores under a 2PL, 50 items",
        1_000,
        "people",
        answers,
        (Peer(("girth",), expected, runs=2),),
        tolerance=0.01,
        note="abilities: another quadrature",
    ),
)
