"""Jobs on boxes, assignment and spans."""

import contextlib
import io
import math

import numpy as np

from speed import Job, Parts, Peer, Run

TAGS = ["O", "O", "O", "O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC"]


def boxes(rng: np.random.Generator, count: int) -> np.ndarray:
    """x, y, width, height."""
    return np.hstack([rng.random((count, 2)) * 900, rng.random((count, 2)) * 90 + 10])


def corners(given: np.ndarray) -> np.ndarray:
    """x1, y1, x2, y2."""
    return np.hstack([given[:, :2], given[:, :2] + given[:, 2:]])


def two_sets(rng: np.random.Generator, pairs: int) -> Parts:
    """As many boxes on each side as make so many pairs."""
    side = math.isqrt(pairs)
    return {"first": corners(boxes(rng, side)), "second": corners(boxes(rng, side))}


def sized(given: np.ndarray) -> np.ndarray:
    return np.hstack([given[:, :2], given[:, 2:] - given[:, :2]])


def iou_coco(given: Parts) -> Run:
    from pycocotools import mask

    first, second = sized(given["first"]), sized(given["second"])
    crowd = [0] * len(second)
    return lambda: mask.iou(first, second, crowd)


def iou_numpy(given: Parts) -> Run:
    a, b = given["first"], given["second"]

    def run() -> np.ndarray:
        width = np.minimum(a[:, None, 2], b[None, :, 2]) - np.maximum(a[:, None, 0], b[None, :, 0])
        height = np.minimum(a[:, None, 3], b[None, :, 3]) - np.maximum(a[:, None, 1], b[None, :, 1])
        shared = np.clip(width, 0, None) * np.clip(height, 0, None)
        areas = [(c[:, 2] - c[:, 0]) * (c[:, 3] - c[:, 1]) for c in (a, b)]
        return shared / (areas[0][:, None] + areas[1][None] - shared)

    return run


def pairs_of_boxes(rng: np.random.Generator, pairs: int) -> Parts:
    """Half of the pairs are near each other."""
    first, second = boxes(rng, pairs), boxes(rng, pairs)
    second[::2] = first[::2] + rng.normal(0, 2, (len(second[::2]), 4))
    return {"first": corners(first), "second": corners(second)}


def iou_numpy_pairs(given: Parts) -> Run:
    a, b = given["first"], given["second"]

    def run() -> np.ndarray:
        sides = np.clip(np.minimum(a[:, 2:], b[:, 2:]) - np.maximum(a[:, :2], b[:, :2]), 0, None)
        shared = sides[:, 0] * sides[:, 1]
        areas = [(c[:, 2] - c[:, 0]) * (c[:, 3] - c[:, 1]) for c in (a, b)]
        return shared / (areas[0] + areas[1] - shared)

    return run


def one_matrix(rng: np.random.Generator, side: int) -> Parts:
    return {"cost": rng.random((side, side))}


def assignment(given: Parts) -> Run:
    from scipy.optimize import linear_sum_assignment

    cost = given["cost"]
    return lambda: cost[linear_sum_assignment(cost)].sum()


def many_matrices(rng: np.random.Generator, count: int) -> Parts:
    return {"costs": rng.random((count, 12, 12))}


def assignments(given: Parts) -> Run:
    from scipy.optimize import linear_sum_assignment

    costs = list(given["costs"])
    return lambda: sum(cost[linear_sum_assignment(cost)].sum() for cost in costs)


def detections(rng: np.random.Generator, images: int) -> Parts:
    """Eight true boxes an image in five classes, each found, roughly, once."""
    truth = boxes(rng, images * 8)
    found = (truth + rng.normal(0, 4, truth.shape)).clip(1)
    image, label = np.repeat(np.arange(images), 8), np.arange(images * 8) % 5
    return {
        "truth": corners(truth),
        "found": corners(found),
        "score": rng.random(images * 8),
        "image": image.astype(np.uint32),
        "label": label.astype(np.uint32),
        "images": images,
        "labels": 5,
    }


def coco_map(given: Parts) -> Run:
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval

    images = [{"id": int(k) + 1, "width": 1000, "height": 1000} for k in range(given["images"])]
    categories = [{"id": k + 1, "name": str(k)} for k in range(given["labels"])]
    places = [{"image_id": int(i) + 1, "category_id": int(c) + 1} for i, c in zip(given["image"], given["label"])]
    truth = [
        {**place, "id": at + 1, "bbox": box.tolist(), "area": float(box[2] * box[3]), "iscrowd": 0}
        for at, (place, box) in enumerate(zip(places, sized(given["truth"])))
    ]
    found = [
        {**place, "bbox": box.tolist(), "score": float(score)}
        for place, box, score in zip(places, sized(given["found"]), given["score"])
    ]

    def run() -> float:
        with contextlib.redirect_stdout(io.StringIO()):
            coco = COCO()
            coco.dataset = {
                "images": images,
                "annotations": truth,
                "categories": categories,
                "info": {},
                "licenses": [],
            }
            coco.createIndex()
            evaluation = COCOeval(coco, coco.loadRes(found), "bbox")
            evaluation.evaluate()
            evaluation.accumulate()
            evaluation.summarize()
        return evaluation.stats[0]

    return run


def sentences(rng: np.random.Generator, count: int) -> Parts:
    """25 tokens each, a tag in ten changed; tags as places in the list `tags`."""
    true = rng.integers(0, len(TAGS), (count, 25))
    other = rng.integers(0, len(TAGS), true.shape)
    found = np.where(rng.random(true.shape) < 0.9, true, other)
    return {"true": true.astype(np.uint8), "found": found.astype(np.uint8), "tags": TAGS}


def span_f1(given: Parts) -> Run:
    from seqeval.metrics import f1_score

    true, found = ([[given["tags"][k] for k in row] for row in given[side].tolist()] for side in ("true", "found"))
    return lambda: f1_score(true, found)


JOBS = (
    Job(
        "iou-matrix",
        "IoU of all boxes with all",
        1_000_000,
        "pairs",
        two_sets,
        (
            Peer(("pycocotools",), iou_coco, runs=5, sums=True),
            Peer(("numpy",), iou_numpy, kind="vectorised", runs=5, sums=True),
        ),
        listed=True,
        tolerance=1e-6,
        note="the sum of a million values",
    ),
    Job(
        "iou-pairs",
        "IoU of boxes two by two",
        1_000_000,
        "pairs",
        pairs_of_boxes,
        (Peer(("numpy",), iou_numpy_pairs, kind="vectorised", sums=True),),
        tolerance=1e-6,
        note="the sum of a million values",
    ),
    Job(
        "assignment",
        "assignment, one square matrix",
        1_000,
        "rows",
        one_matrix,
        (Peer(("scipy",), assignment),),
        grows="n³",
        listed=True,
    ),
    Job(
        "assignment-small",
        "assignment, matrices of 12 × 12",
        10_000,
        "matrices",
        many_matrices,
        (Peer(("scipy",), assignments, runs=2),),
        tolerance=1e-6,
        note="the sum over all matrices",
    ),
    Job(
        "coco-map",
        "COCO mean average precision, 8 boxes an image, 5 classes",
        500,
        "images",
        detections,
        (Peer(("pycocotools",), coco_map, runs=2),),
        grows="n log n",
        listed=True,
    ),
    Job(
        "span-f1",
        "F1 of spans from tags, 25 tokens a sentence",
        10_000,
        "sentences",
        sentences,
        (Peer(("seqeval",), span_f1, runs=2),),
        listed=True,
    ),
)
