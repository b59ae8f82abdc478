"""Jobs on words: quotations found in a response, references found by what they say."""

import numpy as np

from speed import Job, Parts, Peer, Run


def vocabulary(rng: np.random.Generator) -> list[str]:
    lengths = rng.integers(2, 9, 3000)
    return ["".join(chr(97 + letter) for letter in rng.integers(0, 26, length)) for length in lengths]


def quoted(rng: np.random.Generator, quotes: int) -> Parts:
    """Quotations of 12 words, a little cut off, from a response of 800 words."""
    text = " ".join(rng.choice(vocabulary(rng), 800))
    words = text.split()
    return {"text": text, "quotes": [" ".join(words[i : i + 12])[:-3] for i in rng.integers(0, 780, quotes)]}


def misquoted(rng: np.random.Generator, quotes: int) -> Parts:
    """The same with two letters in each that are wrong."""
    given = quoted(rng, quotes)
    changed = []
    for quote in given["quotes"]:
        letters = list(quote)
        for place in rng.integers(0, len(letters), 2):
            letters[place] = "#"
        changed.append("".join(letters))
    return {**given, "quotes": changed}


def rapidfuzz(given: Parts) -> Run:
    from rapidfuzz import fuzz

    text, quotes = given["text"], given["quotes"]
    return lambda: np.mean([fuzz.partial_ratio_alignment(quote, text).score for quote in quotes])


def references(rng: np.random.Generator, queries: int) -> Parts:
    """1000 references of 80 words; each query is the first half of one of them."""
    words = vocabulary(rng)
    documents = [[str(word) for word in rng.choice(words, 80)] for _ in range(1000)]
    return {"documents": documents, "queries": [documents[i % 1000][:40] for i in range(queries)]}


def bm25(given: Parts) -> Run:
    from rank_bm25 import BM25Okapi

    documents, queries = given["documents"], given["queries"]

    def run() -> list[float]:
        collection = BM25Okapi(documents)
        best = [collection.get_scores(query) for query in queries]
        return [np.mean([scores.max() for scores in best]), np.mean([scores.argmax() for scores in best])]

    return run


JOBS = (
    Job(
        "fuzzy-quotes",
        "quotations of 12 words found in a response of 800",
        1_000,
        "quotations",
        quoted,
        (Peer(("rapidfuzz",), rapidfuzz),),
        listed=True,
    ),
    Job(
        "fuzzy-misquotes",
        "the same with two wrong letters each",
        1_000,
        "quotations",
        misquoted,
        (Peer(("rapidfuzz",), rapidfuzz),),
    ),
    Job(
        "bm25",
        "BM25, queries of 40 words on 1000 references of 80",
        1_000,
        "queries",
        references,
        (Peer(("rank-bm25",), bm25, runs=1, once=True),),
    ),
)
