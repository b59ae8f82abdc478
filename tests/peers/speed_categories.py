"""Jobs on categories: α, κ and their kin, and what is resampled of them."""

import numpy as np

from speed import Job, Parts, Peer, Run, noisy

MISSING = 255  # How a code says "not rated".
RESAMPLES = 10_000
# So many items may still be drawn one by one.
FEW = 2_000


def many_raters(rng: np.random.Generator, items: int) -> Parts:
    """50 raters, 5 categories, a fifth missing; one row an item."""
    true = rng.integers(0, 5, items)
    codes = np.stack([noisy(rng, true, 0.7, 5) for _ in range(50)], axis=1)
    codes[rng.random(codes.shape) < 0.2] = MISSING
    return {"codes": codes, "categories": 5}


def with_nan(codes: np.ndarray) -> np.ndarray:
    values = codes.astype(float)
    values[codes == MISSING] = np.nan
    return values


def alpha(metric: str) -> Job:
    def prepare(given: Parts) -> Run:
        import krippendorff

        values = with_nan(given["codes"]).T.copy() + 1
        return lambda: krippendorff.alpha(reliability_data=values, level_of_measurement=metric)

    title = f"Krippendorff's alpha, {metric}, 50 raters"
    return Job(f"alpha-{metric}", title, 10_000, "items", many_raters, (Peer(("krippendorff",), prepare),), listed=True)


def irr_cac(name: str, title: str, method: str) -> Job:
    def prepare(given: Parts) -> Run:
        import pandas
        from irrCAC.raw import CAC

        frame = pandas.DataFrame(with_nan(given["codes"]))

        def run() -> list[float]:
            found = getattr(CAC(frame.copy(), digits=15), method)()["est"]
            return [found["coefficient_value"], found["se"]]

        return run

    return Job(name, title, 2_000, "items", many_raters, (Peer(("irrCAC",), prepare, runs=2),))


def five_raters(rng: np.random.Generator, items: int) -> Parts:
    true = rng.integers(0, 5, items)
    codes = np.stack([noisy(rng, true, 0.7, 5) for _ in range(5)], axis=1)
    counts = (codes[:, :, None] == np.arange(5)).sum(1).astype(np.uint32)
    return {"codes": codes, "counts": counts, "categories": 5}


def fleiss_of_counts(given: Parts) -> Run:
    from statsmodels.stats.inter_rater import fleiss_kappa

    counts = given["counts"].astype(int)
    return lambda: fleiss_kappa(counts)


def fleiss_of_ratings(given: Parts) -> Run:
    from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

    codes = given["codes"].astype(int)
    return lambda: fleiss_kappa(aggregate_raters(codes)[0])


def two_raters(rng: np.random.Generator, pairs: int) -> Parts:
    true = rng.integers(0, 5, pairs)
    return {"first": noisy(rng, true, 0.7, 5), "second": noisy(rng, true, 0.7, 5), "categories": 5}


def kappa_sklearn(given: Parts) -> Run:
    from sklearn.metrics import cohen_kappa_score

    first, second = given["first"].astype(int), given["second"].astype(int)
    return lambda: cohen_kappa_score(first, second, weights="quadratic")


def kappa_bincount(given: Parts) -> Run:
    from statsmodels.stats.inter_rater import cohens_kappa

    first, second = given["first"].astype(int), given["second"].astype(int)
    return lambda: cohens_kappa(np.bincount(first * 5 + second, minlength=25).reshape(5, 5), wt="quadratic").kappa


def few_items(rng: np.random.Generator, items: int) -> Parts:
    true = rng.integers(0, 4, items)
    first, second = noisy(rng, true, 0.8, 4), noisy(rng, true, 0.8, 4)
    return {"first": first, "second": second, "categories": 4, "resamples": RESAMPLES, "seed": 1}


def kappas(tables: np.ndarray) -> np.ndarray:
    """κ of each 4 × 4 table."""
    n = tables.sum((-2, -1))
    observed = np.trace(tables, axis1=-2, axis2=-1) / n
    expected = (tables.sum(-1) * tables.sum(-2)).sum(-1) / n**2
    return (observed - expected) / (1 - expected)


def bootstrap_sklearn(given: Parts) -> Run:
    from sklearn.metrics import cohen_kappa_score

    first, second, n = given["first"], given["second"], len(given["first"])

    def run() -> np.ndarray:
        rng = np.random.default_rng(1)
        draws = (rng.integers(0, n, n) for _ in range(RESAMPLES))
        return np.percentile([cohen_kappa_score(first[i], second[i]) for i in draws], [2.5, 97.5])

    return run


def cells(given: Parts) -> np.ndarray:
    return given["first"].astype(int) * 4 + given["second"]


def bootstrap_numpy(given: Parts) -> Run:
    code = cells(given)

    def run() -> np.ndarray:
        drawn = code[np.random.default_rng(1).integers(0, len(code), (RESAMPLES, len(code)))]
        tables = np.zeros((RESAMPLES, 16))
        for cell in range(16):
            tables[:, cell] = (drawn == cell).sum(1)
        return np.percentile(kappas(tables.reshape(-1, 4, 4)), [2.5, 97.5])

    return run


def bootstrap_multinomial(given: Parts) -> Run:
    code = cells(given)

    def run() -> np.ndarray:
        shares = np.bincount(code, minlength=16) / len(code)
        tables = np.random.default_rng(1).multinomial(len(code), shares, RESAMPLES)
        return np.percentile(kappas(tables.reshape(-1, 4, 4).astype(float)), [2.5, 97.5])

    return run


def bootstrap_bca(given: Parts) -> Run:
    from scipy.stats import bootstrap

    code = cells(given)

    def kappa(indices: np.ndarray, axis: int = -1) -> np.ndarray:
        rows = np.atleast_2d(indices)
        tables = np.apply_along_axis(lambda row: np.bincount(code[row], minlength=16), -1, rows)
        return kappas(tables.reshape(-1, 4, 4).astype(float)).squeeze()

    def run() -> list[float]:
        sample = (np.arange(len(code)),)
        rng = np.random.default_rng(1)
        found = bootstrap(sample, kappa, n_resamples=RESAMPLES, vectorized=True, method="BCa", rng=rng)
        return [found.confidence_interval.low, found.confidence_interval.high]

    return run


# The standard deviation of a 2.5 % quantile of so many resamples is about .0015.
DRAWN = "both limits rest on draws of their own"

JOBS = (
    alpha("nominal"),
    alpha("ordinal"),
    alpha("interval"),
    alpha("ratio"),
    irr_cac("alpha-se", "alpha and its standard error, 50 raters", "krippendorff"),
    irr_cac("gwet-ac1", "Gwet's AC1 and its standard error, 50 raters", "gwet"),
    Job(
        "fleiss-counts",
        "Fleiss' kappa of counts, 5 raters, 5 categories",
        100_000,
        "items",
        five_raters,
        (Peer(("statsmodels",), fleiss_of_counts, runs=5),),
        listed=True,
    ),
    Job(
        "fleiss-ratings",
        "Fleiss' kappa of ratings, 5 raters, 5 categories",
        100_000,
        "items",
        five_raters,
        (Peer(("statsmodels",), fleiss_of_ratings),),
    ),
    Job(
        "kappa-quadratic",
        "Cohen's kappa, quadratic weights, with its standard error",
        1_000_000,
        "pairs",
        two_raters,
        (
            Peer(("scikit-learn",), kappa_sklearn, note="no standard error"),
            Peer(("numpy", "statsmodels"), kappa_bincount, kind="vectorised", runs=5),
        ),
        listed=True,
    ),
    Job(
        "bootstrap-kappa",
        "10,000 bootstraps of kappa, percentile",
        200,
        "items",
        few_items,
        (
            Peer(("scikit-learn",), bootstrap_sklearn, runs=1, note="a loop over resamples", once=True),
            Peer(("numpy",), bootstrap_numpy, kind="vectorised"),
            Peer(("numpy",), bootstrap_multinomial, kind="vectorised", runs=5, note="multinomial on the table"),
        ),
        grows="constant",
        grows_from=FEW,
        listed=True,
        tolerance=0.012,
        note=DRAWN,
    ),
    Job(
        "bootstrap-bca",
        "10,000 bootstraps of kappa, BCa",
        200,
        "items",
        few_items,
        (Peer(("scipy",), bootstrap_bca, runs=1),),
        grows="constant",
        grows_from=FEW,
        tolerance=0.015,
        note=DRAWN,
    ),
)
