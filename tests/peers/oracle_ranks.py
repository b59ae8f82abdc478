"""Orders, scores and comparisons: τ-b, ρ, r, W, RBO, NDCG, ICC, Bradley–Terry."""

import math

import numpy as np
import pandas
import pingouin
import scipy.stats
import statsmodels.api
from rbo import RankingSimilarity
from scipy.sparse.csgraph import connected_components
from sklearn.metrics import ndcg_score

from oracle import UNDEFINED, Book, answer
from oracle_categories import rows


def random_pairs(rng: np.random.Generator, at: int) -> tuple[str, np.ndarray, np.ndarray]:
    n = int(rng.choice([2, 3, 5, 10, 40, 200]))
    kind = at % 9
    x = rng.integers(0, 6, n).astype(float)
    y = x + rng.integers(-2, 3, n)
    if kind == 0:
        return "constant", np.full(n, 3.0), y
    if kind == 1:
        return "both constant", np.full(n, 3.0), np.full(n, 1.0)
    if kind == 2:
        n = int(rng.integers(0, 2))
        return "too few", x[:n], y[:n]
    if kind == 3:
        return "the same", x, x.copy()
    if kind == 4:
        return "turned round", x, -x
    if kind == 5:
        x = rng.normal(0, 1, n)
        return "no ties", x, x + rng.normal(0, 1, n)
    if kind == 6:
        return "two values", np.minimum(x, 1), np.minimum(np.abs(y), 1)
    if kind == 7:
        x[rng.random(n) < 0.2] = np.nan
        y[rng.random(n) < 0.2] = np.nan
        return "some is missing", x, y
    return "ties", x, y


def of_pairs(book: Book, rng: np.random.Generator, each: int) -> None:
    for at in range(each):
        shape, x, y = random_pairs(rng, at)
        kept = ~(np.isnan(x) | np.isnan(y))
        a, b = x[kept], y[kept]
        [first], [second] = rows(x[None]), rows(y[None])
        given = {"x": first, "y": second}
        few = len(a) < 2 or np.ptp(a) == 0 or np.ptp(b) == 0
        for statistic, ask in (
            ("kendall_tau_b", lambda: {"tau": scipy.stats.kendalltau(a, b).statistic}),
            ("spearman_rho", lambda: scipy.stats.spearmanr(a, b).statistic),
            ("pearson", lambda: scipy.stats.pearsonr(a, b).statistic),
        ):
            book.expect(statistic, shape, given, UNDEFINED if few else ask(), "scipy")


def kendall_w(book: Book, rng: np.random.Generator, each: int) -> None:
    for at in range(each):
        items, raters = int(rng.integers(3, 12)), int(rng.integers(2, 8))
        scores = rng.integers(0, 8, (items, 1)) + rng.integers(-3, 4, (items, raters))
        shape = ("ties", "no ties", "all alike", "full agreement", "one rater is constant", "two values")[at % 6]
        if shape == "no ties":
            scores = np.argsort(rng.random((items, raters)), axis=0)
        elif shape == "all alike":
            scores = np.full_like(scores, 4)
        elif shape == "full agreement":
            scores = np.repeat(scores[:, :1], raters, axis=1)
        elif shape == "one rater is constant":
            scores[:, 0] = 1
        elif shape == "two values":
            scores = scores % 2
        found = answer(lambda: scipy.stats.friedmanchisquare(*scores).statistic)
        # By whole numbers it is seen better than by NaN whether any rater orders anything.
        if (np.ptp(scores, axis=0) == 0).all():
            found = math.nan
        expected = {"W": found / (raters * (items - 1)), "chi2": found}
        book.expect("kendall_w_ties_corrected", shape, {"items_by_row": scores}, expected, "scipy")
    book.leave_out("kendall_w_ties_corrected", "one rater: SciPy says 1, there is nobody to agree with", count=0)


def overlap(book: Book, rng: np.random.Generator, each: int) -> None:
    for at in range(each):
        length = int(rng.integers(1, 15))
        names = [f"i{k}" for k in range(2 * length)]
        first, second = (rng.permutation(names)[:length].tolist() for _ in "ST")
        shape = ("of many", "the same things", "the same order", "nothing shared", "turned round")[at % 5]
        if shape == "the same things":
            first, second = (rng.permutation(names[:length]).tolist() for _ in "ST")
        elif shape == "the same order":
            second = list(first)
        elif shape == "nothing shared":
            first, second = names[:length], names[length:]
        elif shape == "turned round":
            second = first[::-1]
        depth = int(rng.integers(1, length + 1))
        found = RankingSimilarity(first, second).rbo(k=depth, p=1.0)
        book.expect("average_overlap", shape, {"S": first, "T": second, "depth": depth}, found, "rbo")
        p = float(rng.choice([0.1, 0.5, 0.9, 0.98]))
        if at % 3 == 0 and length > 1:
            shape, second = f"{shape}, one is shorter", second[:depth]
        found = RankingSimilarity(first, second).rbo_ext(p=p)
        book.expect("rbo_ext", shape, {"S": first, "T": second, "p": p}, found, "rbo")


def ndcg(book: Book, rng: np.random.Generator, each: int) -> None:
    for at in range(each):
        n = int(rng.integers(2, 15))
        relevance, scores = rng.integers(0, 4, n), rng.normal(0, 1, n)
        given = {"true_relevance": relevance.tolist(), "scores": scores.tolist()}
        shape = ("graded", "all are 0", "two grades", "the ideal order", "cut off", "tied scores")[at % 6]
        k = None
        if shape == "all are 0":
            relevance = relevance * 0
        elif shape == "two grades":
            relevance = np.minimum(relevance, 1)
        elif shape == "the ideal order":
            scores = -np.argsort(np.argsort(-relevance, kind="stable")).astype(float)
        elif shape == "cut off":
            k = int(rng.integers(1, n + 1))
        elif shape == "tied scores":
            scores = rng.integers(0, 3, n).astype(float)
        given = {"true_relevance": relevance, "scores": scores} | ({"k": k} if k else {})
        # scikit-learn says 0 where there is nothing relevant; the statistic is 0/0 there.
        found = ndcg_score([relevance], [scores], k=k) if relevance.any() else math.nan
        note = "tied scores share the mean gain of their places" if shape == "tied scores" else None
        book.expect("ndcg_linear_gain", shape, given, found, "scikit-learn", note=note)
    book.leave_out("ndcg_linear_gain", "one document: scikit-learn refuses", count=0)


def icc(book: Book, rng: np.random.Generator, each: int) -> None:
    """pingouin names the forms (1,1), (A,1), (C,1), (1,k), (A,k), (C,k), and rounds limits to two digits."""
    pingouin.options["round.column.CI95"] = None
    forms = ("1,1", "2,1", "3,1", "1,k", "2,k", "3,k")
    for at in range(each):
        subjects, raters = int(rng.integers(4, 12)), int(rng.integers(2, 6))
        shape = ("noisy", "strict and lenient raters", "no agreement", "some is missing", "turned round")[at % 5]
        scores = rng.normal(5, 2, (subjects, 1)) + rng.normal(0, 1, (subjects, raters))
        if shape == "strict and lenient raters":
            scores += rng.normal(0, 3, raters)
        elif shape == "no agreement":
            scores = rng.normal(5, 2, (subjects, raters))
        elif shape == "turned round":
            scores[:, 0] = 10 - scores[:, 0]
        scores = np.round(scores, 2)
        if shape == "some is missing":
            scores[rng.integers(1, subjects), 0] = np.nan
        frame = pandas.DataFrame(scores).reset_index().melt("index", var_name="r", value_name="y")
        found = pingouin.intraclass_corr(frame, "index", "r", "y", nan_policy="omit")
        values = dict(zip(forms, found["ICC"]))
        limits = {form: limits.tolist() for form, limits in zip(forms, found["CI95"])}
        for form, value in values.items():
            low, high = limits[form]
            if not low <= value <= high:
                reason = "beyond a pole of its form pingouin's limits are turned round or do not hold the value"
                book.leave_out(f"icc_ci95: {form}", reason)
                del limits[form]
        if values["2,k"] > 1:
            book.leave_out("icc: 2,k", "the estimated variance of a mean is negative: pingouin says more than 1")
            del values["2,k"]
            limits.pop("2,k", None)
        given = {"subjects_by_row": rows(scores)}
        book.expect("icc", shape, given, values, "pingouin")
        # A quantile of F is known to 1e-10 or so, and near a pole of the limits that is multiplied.
        book.expect("icc_ci95", shape, given, limits, "pingouin", tolerance=1e-7)
    book.leave_out(
        "icc", "no variance between subjects or no residual: pingouin's regression gives noise for 0/0", count=0
    )


def bradley_terry(book: Book, rng: np.random.Generator, each: int) -> None:
    """Maximum likelihood by statsmodels' GLM; SciPy says whether everybody is connected both ways."""
    for at in range(each):
        players = int(rng.integers(2, 7))
        names = [f"p{k}" for k in range(players)]
        wins = rng.integers(0, (2, 4, 12)[at % 3], (players, players))
        np.fill_diagonal(wins, 0)
        shape = ("sparse", "some", "many")[at % 3]
        if at % 7 == 3:
            shape = "one never loses"
            wins[:, 0] = 0
            wins[0, 1:] += 1
        games = [
            {"home": names[i], "away": names[j], "home_wins": int(wins[i, j]), "away_wins": int(wins[j, i])}
            for i in range(players)
            for j in range(i)
        ]
        given = {"rows": games, "reference": names[0]}
        if connected_components(wins, directed=True, connection="strong")[0] > 1:
            book.expect("bradley_terry", shape, given, UNDEFINED, "scipy")
            continue
        design, outcomes = [], []
        for i in range(players):
            for j in range(i):
                if wins[i, j] + wins[j, i]:
                    row = np.zeros(players)
                    row[i], row[j] = 1, -1
                    design.append(row[1:])
                    outcomes.append([wins[i, j], wins[j, i]])
        model = statsmodels.api.GLM(np.array(outcomes), np.array(design), family=statsmodels.api.families.Binomial())
        fitted = model.fit(maxiter=200, tol=1e-14).params
        expected = dict(zip(names, [0.0, *fitted.tolist()]))
        note = "a search may stop when its steps are below 1e-7"
        book.expect("bradley_terry", shape, given, expected, "statsmodels", tolerance=1e-5, note=note)


QUESTIONS = (of_pairs, kendall_w, overlap, ndcg, icc, bradley_terry)
