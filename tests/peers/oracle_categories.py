"""Categories given by two raters or many: κ and its kin, Fleiss' κ and its kin, α."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas
from irrCAC.raw import CAC as RawCAC
from irrCAC.table import CAC as TableCAC
from krippendorff import alpha
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

from oracle import NOISE, UNDEFINED, Book, allowed, answer

WEIGHTS = ("", "_linear", "_quadratic")


def random_table(rng: np.random.Generator, at: int) -> tuple[str, np.ndarray]:
    q = int(rng.integers(2, 7))
    n = int(rng.choice([1, 2, 3, 5, 12, 40, 150, 1000]))
    table = np.zeros((q, q), int)
    kind = at % 12
    if kind == 0:
        table[q - 1, q - 1] = n
        return "all alike", table
    if kind == 1:
        return "nothing rated", table
    if kind == 2:
        return "one category", np.array([[n]])
    if kind == 3:
        table[np.diag_indices(q)] = rng.multinomial(n, np.full(q, 1 / q))
        return "full agreement", table
    if kind == 4:
        apart = rng.multinomial(n, np.full(q * q, 1 / q**2)).reshape(q, q)
        np.fill_diagonal(apart, 0)
        return "no agreement", apart
    if kind == 5:
        table[:, 0] = rng.multinomial(n, np.full(q, 1 / q))
        return "one rater is constant", table if rng.random() < 0.5 else table.T
    if kind == 6:
        used = max(2, q - 2)
        table[:used, :used] = rng.multinomial(n, np.full(used**2, 1 / used**2)).reshape(used, used)
        return "empty categories", table
    if kind == 7:
        outer = np.outer(rng.dirichlet(np.full(q, 0.3)), rng.dirichlet(np.full(q, 0.3)))
        return "skewed and independent", rng.multinomial(n, outer.ravel() / outer.sum()).reshape(q, q)
    shares = rng.dirichlet(np.ones(q))
    mixed = 0.7 * np.diag(shares) + 0.3 * np.outer(shares, rng.dirichlet(np.ones(q)))
    return "noisy", rng.multinomial(n, mixed.ravel() / mixed.sum()).reshape(q, q)


def may_differ(table: np.ndarray, variance: float) -> bool:
    """Whether κ has a variance under zero agreement: not where a rater is constant, whatever rounding leaves of it."""
    return variance > NOISE**2 and min(np.count_nonzero(table.sum(0)), np.count_nonzero(table.sum(1))) > 1


def with_error(value: float, se: float, **more: float) -> tuple[dict[str, float], dict[str, float]]:
    """What to expect of a value and its standard error, and how near.

    A variance that is 0 comes out as ±1e-17 or a little more, and its root as anything up to `NOISE`.
    """
    nothing = not math.isfinite(se) or se < NOISE
    expected = {"value": value, "se": 0.0 if nothing else se, **more}
    return expected, {"default": allowed(expected), "se": NOISE if nothing else max(1e-9, 1e-16 / se)}


def cohen(book: Book, rng: np.random.Generator, each: int) -> None:
    """With everything around it, from statsmodels."""
    for at in range(2 * each):
        shape, table = random_table(rng, at)
        if not table.sum() or np.count_nonzero(table.sum(0) + table.sum(1)) < 2:
            book.expect("cohen_kappa+se+ci", shape, {"table": table}, UNDEFINED, "statsmodels")
            continue
        found = cohens_kappa(table)
        expected = {"kappa": found.kappa}
        if found.var_kappa > NOISE**2:
            expected |= {"ase": found.std_kappa, "lo": found.kappa_low, "hi": found.kappa_upp}
        else:
            book.leave_out("cohen_kappa+se+ci: lo, hi", "standard error 0: statsmodels gives an interval without width")
        if may_differ(table, found.var_kappa0):
            expected |= {"ase0": found.std_kappa0, "z": found.z_value, "p_two": found.pvalue_two_sided}
        else:
            book.leave_out(
                "cohen_kappa+se+ci: z",
                "no variance under zero agreement: statsmodels divides by 0, or by what rounding leaves",
            )
        book.expect("cohen_kappa+se+ci", shape, {"table": table}, expected, "statsmodels")


def cohen_weighted(book: Book, rng: np.random.Generator, each: int) -> None:
    """From two lists of categories, some of them missing, the list of categories given."""
    for at in range(2 * each):
        shape, table = random_table(rng, at)
        q = len(table)
        categories = sorted(rng.choice(40, q, replace=False).tolist())
        pairs = [(i, j) for i in range(q) for j in range(q) for _ in range(min(table[i, j], 60))]
        rng.shuffle(pairs)
        kept = np.zeros((q, q))
        for i, j in pairs:
            kept[i, j] += 1
        named: list[tuple[Any, Any]] = [(categories[i], categories[j]) for i, j in pairs]
        for place in sorted(rng.integers(0, len(named) + 1, int(rng.integers(0, 4)))):
            named.insert(int(place), (None, categories[0]) if rng.random() < 0.5 else (categories[-1], None))
        weights = ("unweighted", "linear", "quadratic")[at // 12 % 3]
        given = {
            "rater_a": [a for a, _ in named],
            "rater_b": [b for _, b in named],
            "categories": categories,
        }
        statistic = f"cohen_kappa_{weights}"
        if not kept.sum() or np.count_nonzero(kept.sum(0) + kept.sum(1)) < 2:
            book.expect(statistic, shape, given, UNDEFINED, "statsmodels")
            continue
        found = cohens_kappa(kept, wt=None if weights == "unweighted" else weights)
        expected = {"kappa": found.kappa}
        if may_differ(kept, found.var_kappa0):
            expected["z"] = found.z_value
        book.expect(statistic, shape, given, expected, "statsmodels")


def two_raters(book: Book, rng: np.random.Generator, each: int) -> None:
    """Gwet's forms on a table, from irrCAC."""
    methods = {"cohen_kappa": "cohen", "scott_pi": "scott", "gwet_ac1": "gwet", "brennan_prediger": "bp"}
    for name, method in methods.items():
        for weights in WEIGHTS:
            for at in range(each):
                shape, table = random_table(rng, at)
                statistic = f"{name}{weights}+se".replace("ac1_", "ac2_")
                given = {"table": table} | ({"weights": weights[1:]} if weights else {})
                if not table.sum() or len(table) < 2:
                    book.expect(statistic, shape, given, UNDEFINED, "irrCAC")
                    continue
                frame = pandas.DataFrame(table)
                cac = TableCAC(frame, weights=weights[1:] or "identity", digits=15)
                found = answer(lambda: getattr(cac, method)()["est"])
                # Some of its numbers are arrays of one.
                value, se = (float(np.ravel(found[key])[0]) for key in ("coefficient_value", "se"))
                if not math.isfinite(value):
                    book.expect(statistic, shape, given, UNDEFINED, "irrCAC")
                    continue
                expected, tolerance = with_error(value, se)
                book.expect(statistic, shape, given, expected, "irrCAC", tolerance)


def random_ratings(rng: np.random.Generator, at: int) -> tuple[str, np.ndarray, list[int]]:
    """One row an item, one column a rater, NaN where missing; and the list of categories."""
    q, items, raters = int(rng.integers(2, 6)), int(rng.choice([2, 3, 6, 15, 40])), int(rng.integers(2, 7))
    categories = list(range(1, q + 1))
    true = rng.integers(1, q + 1, (items, 1))
    drawn = rng.integers(1, q + 1, (items, raters))
    ratings = np.where(rng.random((items, raters)) < 0.65, true, drawn).astype(float)
    kind = at % 10
    if kind == 0:
        return "all alike", np.full((items, raters), 2.0), categories
    if kind == 1:
        ratings[:, 1:] = np.nan
        return "nothing pairable", ratings, categories
    if kind == 2:
        return "full agreement", np.repeat(true, raters, axis=1).astype(float), categories
    if kind == 3:
        return "empty categories", ratings, [*categories, q + 1, q + 2]
    if kind == 4:
        return "one item", ratings[:1], categories
    if kind == 5:
        ratings[rng.random(ratings.shape) < 0.6] = np.nan
        return "most is missing", ratings, categories
    if kind in (6, 7):
        ratings[rng.random(ratings.shape) < 0.2] = np.nan
        return "some is missing", ratings, categories
    return "noisy", ratings, categories


def rows(ratings: np.ndarray) -> list[list[int | float | None]]:
    """As JSON has them: whole numbers where they are whole, null for what is missing."""
    return [[None if math.isnan(v) else int(v) if v.is_integer() else v for v in row] for row in ratings.tolist()]


def many_raters(book: Book, rng: np.random.Generator, each: int) -> None:
    """Gwet's forms on raw ratings, from irrCAC."""
    methods = {
        "gwet_ac1": "gwet",
        "fleiss_kappa": "fleiss",
        "conger_kappa": "conger",
        "brennan_prediger": "bp",
    }
    asked = [(name, weights, method) for name, method in methods.items() for weights in WEIGHTS]
    for name, weights, method in [*asked, ("krippendorff_alpha_nominal", "", "krippendorff")]:
        for at in range(each):
            shape, ratings, categories = random_ratings(rng, at)
            statistic = f"{name}{weights}+pa+pe+se".replace("ac1_", "ac2_")
            if name == "fleiss_kappa" and not weights:
                statistic = "fleiss_kappa_missing+pa+pe+se"
            rated = ~np.isnan(ratings)
            given = {"raters_by_column": rows(ratings), "categories": categories}
            if weights:
                given["weights"] = weights[1:]
            if method == "conger" and not rated.any(axis=0).all():
                book.leave_out(statistic, "a rater without a rating: irrCAC divides by 0")
                continue
            if not (rated.sum(1) >= 2).any():
                book.expect(statistic, shape, given, UNDEFINED, "irrCAC")
                continue
            if (rated.sum(1) >= (2 if method == "krippendorff" else 1)).sum() < 2:
                book.leave_out(statistic, "one item: irrCAC divides by n - 1")
                continue
            found = answer(lambda: raw(ratings, weights, categories, method))
            if found is math.nan or not math.isfinite(found["coefficient_value"]) or found["pe"] > 1 - 1e-12:
                book.expect(statistic, shape, given, UNDEFINED, "irrCAC")
                continue
            expected, tolerance = with_error(found["coefficient_value"], found["se"], pa=found["pa"], pe=found["pe"])
            book.expect(statistic, shape, given, expected, "irrCAC", tolerance)


def raw(ratings: np.ndarray, weights: str, categories: list[int], method: str) -> dict[str, float]:
    frame = pandas.DataFrame(ratings)
    cac = RawCAC(frame, weights=weights[1:] or "identity", categories=categories, digits=15)
    return getattr(cac, method)()["est"]


def counted(name: str, method: str) -> Callable[[Book, np.random.Generator, int], None]:
    """Counts of ratings a category, every item with as many raters, from statsmodels."""

    def ask(book: Book, rng: np.random.Generator, each: int) -> None:
        for at in range(each):
            shape, ratings, categories = random_ratings(rng, at)
            if np.isnan(ratings).any():
                ratings = np.nan_to_num(ratings, nan=1.0)
                shape = "skewed"
            counts = (ratings[:, :, None] == np.array(categories)).sum(1)
            expected = answer(lambda: fleiss_kappa(counts, method=method))
            book.expect(name, shape, {"counts": counts, "categories": categories}, expected, "statsmodels")

    ask.__name__ = name
    return ask


def fleiss_of_ratings(book: Book, rng: np.random.Generator, each: int) -> None:
    for at in range(each):
        shape, ratings, categories = random_ratings(rng, at)
        if np.isnan(ratings).any():
            continue
        counts = (ratings[:, :, None] == np.array(categories)).sum(1)
        expected = answer(lambda: fleiss_kappa(counts, method="fleiss"))
        book.expect("fleiss_kappa", shape, {"ratings": rows(ratings)}, expected, "statsmodels")


def krippendorff(level: str) -> Callable[[Book, np.random.Generator, int], None]:
    def ask(book: Book, rng: np.random.Generator, each: int) -> None:
        for at in range(2 * each):
            shape, ratings, _ = random_ratings(rng, at)
            if at // 10 % 3 == 1 and level != "ordinal":
                # Values that hardly ever repeat.
                ratings = np.round(ratings + rng.random(ratings.shape), 3)
            given = {"raters_by_row": rows(ratings.T)}
            expected = answer(
                lambda: float(alpha(reliability_data=ratings.T, level_of_measurement=level)), (ValueError,)
            )
            book.expect(f"krippendorff_alpha_{level}", shape, given, expected, "krippendorff")

    ask.__name__ = f"{level}_alpha"
    return ask


QUESTIONS = (
    cohen,
    cohen_weighted,
    two_raters,
    many_raters,
    counted("fleiss_kappa", "fleiss"),
    counted("randolph_kappa", "randolph"),
    fleiss_of_ratings,
    krippendorff("nominal"),
    krippendorff("ordinal"),
    krippendorff("interval"),
    krippendorff("ratio"),
)
