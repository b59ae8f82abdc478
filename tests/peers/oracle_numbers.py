"""Shares, calibration, series, and scores under a 2PL."""

import numpy as np
import pandas
import scipy.stats
from catsim.irt import inf
from pycalib.metrics import binary_ECE
from scipy.integrate import quad
from sklearn.metrics import brier_score_loss
from statsmodels.stats.proportion import proportion_confint

from oracle import UNDEFINED, Book


def shares(book: Book, rng: np.random.Generator, each: int) -> None:
    for at in range(2 * each):
        n = int(rng.choice([1, 2, 5, 20, 68, 263, 1000, 20_000]))
        shape = ("any", "none", "all", "one", "nothing tried")[at % 5]
        k = {"none": 0, "all": n, "one": min(1, n)}.get(shape, int(rng.integers(0, n + 1)))
        if shape == "nothing tried":
            book.expect("wilson_ci_95", shape, {"k": 0, "n": 0}, UNDEFINED, "statsmodels")
            continue
        limits = list(proportion_confint(k, n, method="wilson"))
        book.expect("wilson_ci_95", shape, {"k": k, "n": n}, limits, "statsmodels")
        p0 = round(float(rng.uniform(0.01, 0.99)), 3)
        found = scipy.stats.binomtest(k, n, p0)
        limits = found.proportion_ci(0.95, method="exact")
        expected = {"p_value": found.pvalue, "lo": limits.low, "hi": limits.high}
        name = "exact_binomial_test_and_clopper_pearson"
        book.expect(name, shape, {"k": k, "n": n, "p0": p0}, expected, "scipy")


def calibration(book: Book, rng: np.random.Generator, each: int) -> None:
    for at in range(each):
        n = int(rng.choice([1, 3, 20, 200]))
        shape = ("any", "all right", "all wrong", "sure of everything", "one confidence")[at % 5]
        p = np.round(rng.random(n), int(rng.choice([1, 4])))
        y = (rng.random(n) < p).astype(int)
        if shape in ("all right", "all wrong"):
            y = np.full(n, int(shape == "all right"))
        elif shape == "sure of everything":
            p = rng.integers(0, 2, n).astype(float)
        elif shape == "one confidence":
            p = np.full(n, 0.73)
        score = float(brier_score_loss(y, p, pos_label=1, labels=[0, 1]))
        book.expect("brier", shape, {"y": y, "p": p}, score, "scikit-learn")
        bins = int(rng.choice([1, 2, 5, 10, 15]))
        # pycalib's borders are a little above k / bins, so that a confidence on a border is in the bin below.
        found = float(binary_ECE(y, p, bins=bins))
        book.expect("ece_equal_width_binary", shape, {"y": y, "p": p, "bins": bins}, found, "pycalib")
    nothing = {"y": [], "p": []}
    book.expect("brier", "nothing", nothing, UNDEFINED, "scikit-learn")
    book.expect("ece_equal_width_binary", "nothing", nothing | {"bins": 10}, UNDEFINED, "pycalib")


def outliers(book: Book, rng: np.random.Generator, each: int) -> None:
    for at in range(each):
        n = int(rng.integers(3, 40))
        shape = ("any", "whole numbers", "one far away")[at % 3]
        x = np.round(rng.normal(10, 4, n), 3)
        if shape == "whole numbers":
            x = rng.integers(0, 9, n).astype(float)
        elif shape == "one far away":
            x[0] = 1000.0
        constant, k = float(rng.choice([1.0, 1.4826])), float(rng.choice([2.0, 2.5, 3.0]))
        median, mad = float(np.median(x)), constant * float(scipy.stats.median_abs_deviation(x))
        if mad == 0:
            book.leave_out("mad_outlier", "more than half are alike: SciPy says 0, and everything else is an outlier")
            continue
        expected = {"median": median, "mad": mad, "lo": median - k * mad, "hi": median + k * mad}
        book.expect("mad_outlier", shape, {"x": x, "constant": constant, "k": k}, expected, "scipy")


def charts(book: Book, rng: np.random.Generator, each: int) -> None:
    for at in range(each):
        x = np.round(rng.normal(50, 2, int(rng.integers(1, 40))), 2)
        shape = ("any", "constant")[at % 2]
        if shape == "constant":
            x = np.full_like(x, x[0])
        part, start, s = float(rng.choice([0.05, 0.2, 0.3, 0.9])), 50.0, float(rng.choice([0.5, 2.0539]))
        series = pandas.Series([start, *x]).ewm(alpha=part, adjust=False).mean().to_numpy()[1:]
        wide = 3 * s * np.sqrt(part / (2 - part))
        expected = {"ewma": series, "ucl": start + wide, "lcl": start - wide}
        given = {"x": x, "lambda": part, "start": start, "s": s}
        book.expect("ewma_control_chart", shape, given, expected, "pandas")


def items(book: Book, rng: np.random.Generator, each: int) -> None:
    for at in range(each // 2):
        n = int(rng.integers(1, 12))
        a, b = np.round(rng.lognormal(0, 0.4, n), 4), np.round(rng.normal(0, 1.2, n), 4)
        thetas = np.round(rng.normal(0, 2, int(rng.integers(1, 5))), 3)
        shape = ("any", "easy items", "one item")[at % 3]
        if shape == "easy items":
            b = b - 3
        elif shape == "one item":
            a, b = a[:1], b[:1]
        found = [float(inf(theta, a[i], b[i])) for theta in thetas for i in range(len(a))]
        given = {"a": a, "b": b, "thetas": thetas, "order": "theta-major"}
        book.expect("irt_fisher_information", shape, given, found, "catsim")
        patterns = ["0" * len(a), "1" * len(a), "".join(map(str, rng.integers(0, 2, len(a))))]
        expected = {pattern: expectation(a, b, pattern) for pattern in patterns}
        given = {"a": a, "b": b, "prior": "N(0,1)", "patterns": sorted(expected)}
        note = "a sum over some dozen nodes stands for the integral"
        book.expect("irt_eap_score", shape, given, expected, "scipy", tolerance=1e-5, note=note)


def expectation(a: np.ndarray, b: np.ndarray, pattern: str) -> float:
    """The posterior mean under a standard normal prior, integrated by SciPy."""
    signs = np.where(np.array(list(pattern)) == "1", 1.0, -1.0)

    def weight(theta: float) -> float:
        return float(np.exp(-theta * theta / 2 - np.logaddexp(0, -signs * a * (theta - b)).sum()))

    options = {"epsabs": 0, "epsrel": 1e-11, "limit": 200}
    whole = quad(weight, -12, 12, **options)[0]
    return quad(lambda theta: theta * weight(theta), -12, 12, **options)[0] / whole


def without_library(book: Book, _: np.random.Generator, __: int) -> None:
    """What only the fixed vectors hold, and why."""
    for statistic, reason in {
        "dawid_skene_em": "crowd-kit starts at a hard majority and ends in other maxima",
        "irt_2pl_mml": "girth stops early and integrates otherwise: compared to two digits where its speed is",
        "bootstrap_se_of_correlation": "draws of its own",
        "wald_sprt_bernoulli_lines": "no library named",
        "elo_batch_update": "evalica updates after every game",
    }.items():
        book.leave_out(statistic, reason, count=0)


QUESTIONS = (shares, calibration, outliers, charts, items, without_library)
