"""Jobs on orders and scores: τ-b, ρ, W, RBO, NDCG, ICC, and strengths from comparisons."""

import numpy as np

from speed import Job, Parts, Peer, Run


def tied_pairs(rng: np.random.Generator, pairs: int) -> Parts:
    x = rng.integers(0, 1000, pairs).astype(float)
    return {"x": x, "y": x + rng.normal(0, 300, pairs).round()}


def of_scipy(name: str):
    def prepare(given: Parts) -> Run:
        import scipy.stats

        statistic = getattr(scipy.stats, name)
        return lambda: statistic(given["x"], given["y"]).statistic

    return prepare


def fifty_orders(rng: np.random.Generator, items: int) -> Parts:
    """One row an item, one column a rater, as in a table of ratings."""
    return {"scores": np.argsort(rng.random((50, items)), 1).T.astype(float).copy()}


def kendall_w(given: Parts) -> Run:
    from scipy.stats import friedmanchisquare

    items = list(given["scores"])
    degrees = 50 * (len(items) - 1)
    return lambda: friedmanchisquare(*items).statistic / degrees


def two_lists(rng: np.random.Generator, length: int) -> Parts:
    first, second = rng.permutation(length), rng.permutation(length)
    return {"first": first.astype(np.uint32), "second": second.astype(np.uint32), "p": 0.9}


def rbo_ext(given: Parts) -> Run:
    from rbo import RankingSimilarity

    first, second = given["first"].tolist(), given["second"].tolist()
    return lambda: RankingSimilarity(first, second).rbo_ext(p=given["p"])


def queries(rng: np.random.Generator, count: int) -> Parts:
    return {"relevance": rng.integers(0, 4, (count, 10)).astype(float), "scores": rng.random((count, 10))}


def ndcg(given: Parts) -> Run:
    from sklearn.metrics import ndcg_score

    return lambda: ndcg_score(given["relevance"], given["scores"])


def targets(rng: np.random.Generator, count: int) -> Parts:
    return {"scores": rng.normal(0, 1, count)[:, None] + rng.normal(0, 0.7, (count, 10))}


def icc(given: Parts) -> Run:
    import pandas
    import pingouin

    scores = given["scores"]
    count, raters = scores.shape
    frame = pandas.DataFrame(
        {"t": np.repeat(np.arange(count), raters), "r": np.tile(np.arange(raters), count), "y": scores.ravel()}
    )
    return lambda: pingouin.intraclass_corr(frame, "t", "r", "y")["ICC"].to_numpy()


def comparisons(rng: np.random.Generator, count: int) -> Parts:
    """Between 50 players of different strength."""
    strength = rng.normal(0, 1, 50)
    first = rng.integers(0, 50, count)
    second = (first + rng.integers(1, 50, count)) % 50
    wins = rng.random(count) < 1 / (1 + np.exp(strength[second] - strength[first]))
    pairs = np.stack([np.where(wins, first, second), np.where(wins, second, first)], axis=1)
    return {"winner": pairs[:, 0].astype(np.uint32), "loser": pairs[:, 1].astype(np.uint32), "players": 50}


def centred(strengths: np.ndarray) -> np.ndarray:
    return strengths - strengths.mean()


def evalica(given: Parts) -> Run:
    from evalica import Winner, bradley_terry

    winners, losers = given["winner"].tolist(), given["loser"].tolist()
    first = [Winner.X] * len(winners)
    return lambda: centred(np.log(bradley_terry(winners, losers, first).scores.reindex(range(50)).to_numpy()))


def choix(given: Parts) -> Run:
    from choix import mm_pairwise

    pairs = list(zip(given["winner"].tolist(), given["loser"].tolist()))
    return lambda: centred(mm_pairwise(50, pairs))


JOBS = (
    Job(
        "tau-b",
        "Kendall's tau-b, with ties",
        100_000,
        "pairs",
        tied_pairs,
        (Peer(("scipy",), of_scipy("kendalltau")),),
        grows="n log n",
        listed=True,
    ),
    Job(
        "spearman",
        "Spearman's rho, with ties",
        100_000,
        "pairs",
        tied_pairs,
        (Peer(("scipy",), of_scipy("spearmanr")),),
        grows="n log n",
    ),
    Job(
        "kendall-w",
        "Kendall's W, 50 raters",
        1_000,
        "items",
        fifty_orders,
        (Peer(("scipy",), kendall_w, note="as Friedman's chi-square"),),
        grows="n log n",
    ),
    Job("rbo", "rank-biased overlap, p = .9, two lists", 1_000, "places", two_lists, (Peer(("rbo",), rbo_ext),)),
    Job("ndcg", "NDCG of queries with 10 documents", 10_000, "queries", queries, (Peer(("scikit-learn",), ndcg),)),
    Job(
        "icc",
        "ICC, all six forms, 10 raters",
        1_000,
        "targets",
        targets,
        (Peer(("pingouin",), icc, runs=2),),
        listed=True,
    ),
    Job(
        "bradley-terry",
        "Bradley–Terry, 50 players",
        100_000,
        "comparisons",
        comparisons,
        (
            Peer(("evalica",), evalica, note="its core is Rust"),
            Peer(("choix",), choix, runs=1, once=True),
        ),
        listed=True,
        tolerance=1e-3,
        note="the libraries stop when a step is small, not when the strengths are settled",
    ),
)
