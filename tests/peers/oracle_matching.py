"""Spans, boxes and assignment."""

import contextlib
import io

import numpy as np
from nervaluate import Evaluator
from podm.metrics import BoundingBox, MethodAveragePrecision, get_pascal_voc_metrics
from pycocotools import mask
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval
from scipy.optimize import linear_sum_assignment
from seqeval.metrics import f1_score

from oracle import UNDEFINED, Book

LABELS = ("PER", "ORG", "LOC")
TAGS = ["O", *(f"{part}-{label}" for label in LABELS for part in "BI")]


def random_tags(rng: np.random.Generator, at: int) -> tuple[str, list[list[str]], list[list[str]]]:
    count, length = int(rng.integers(1, 5)), int(rng.integers(1, 13))
    weights = np.array([6] + [1] * (len(TAGS) - 1)) / (5 + len(TAGS))
    true = rng.choice(TAGS, (count, length), p=weights)
    pred = np.where(rng.random(true.shape) < 0.7, true, rng.choice(TAGS, true.shape, p=weights))
    shape = ("noisy", "the same", "nothing true", "nothing found", "nothing at all", "unlike", "labels exchanged")[
        at % 7
    ]
    if shape == "the same":
        pred = true
    elif shape == "nothing true":
        true = np.full_like(true, "O")
    elif shape == "nothing found":
        pred = np.full_like(true, "O")
    elif shape == "nothing at all":
        true = pred = np.full_like(true, "O")
    elif shape == "unlike":
        pred = rng.choice(TAGS, true.shape, p=weights)
    elif shape == "labels exchanged":
        pred = np.array([[tag.replace("PER", "LOC") for tag in row] for row in true.tolist()])
    return shape, true.tolist(), pred.tolist()


def spans(book: Book, rng: np.random.Generator, each: int) -> None:
    for at in range(2 * each):
        shape, true, pred = random_tags(rng, at)
        given = {"true": true, "pred": pred}
        if any(tag != "O" for row in true + pred for tag in row):
            book.expect("span_f1_exact_micro", shape, given, f1_score(true, pred), "seqeval")
        else:
            book.leave_out("span_f1_exact_micro", "nothing true and nothing found: seqeval says 0, it is correct")
        found = Evaluator(true, pred, tags=list(LABELS), loader="list").evaluate()["overall"]
        counts = ("correct", "incorrect", "partial", "missed", "spurious")
        expected = {way: {name: getattr(result, name) for name in counts} for way, result in found.items()}
        book.expect("semeval2013_span_counts", shape, given, expected, "nervaluate", tolerance=0)


def random_box(rng: np.random.Generator) -> np.ndarray:
    """x1, y1, x2, y2, whole numbers."""
    at, size = rng.integers(0, 40, 2), rng.integers(1, 40, 2)
    return np.concatenate([at, at + size])


def iou(book: Book, rng: np.random.Generator, each: int) -> None:
    for at in range(each):
        a, b = random_box(rng), random_box(rng)
        shape = ("anywhere", "the same", "inside", "side by side", "no area", "corners exchanged")[at % 6]
        if shape == "the same":
            b = a.copy()
        elif shape == "inside":
            b = a + [0, 0, 5, 5]
        elif shape == "side by side":
            b = a + [a[2] - a[0], 0, a[2] - a[0], 0]
        elif shape == "no area":
            b[2] = b[0]
        elif shape == "corners exchanged":
            b = b[[2, 3, 0, 1]] + [1, 1, -1, -1]
        for statistic, wider in (("iou_xyxy_continuous", 0), ("iou_xyxy_pixel_inclusive", 1)):
            sizes = [np.concatenate([c[:2], c[2:] - c[:2] + wider]).astype(float) for c in (a, b)]
            proper = all((size[2:] > 0).all() for size in sizes)
            expected = mask.iou(sizes[0][None], sizes[1][None], [0])[0, 0] if proper else UNDEFINED
            book.expect(statistic, shape, {"a": a, "b": b}, expected, "pycocotools")


def random_detections(rng: np.random.Generator, at: int) -> tuple[str, dict, dict]:
    """True boxes and scored ones of some images, whole numbers; x, y, width, height."""
    shape = ("noisy", "tied scores", "nothing found", "nothing true", "one image", "the same", "found twice")[at % 7]
    images = 1 if shape == "one image" else int(rng.integers(1, 6))
    true, found = {}, {}
    for image in range(1, images + 1):
        count = int(rng.integers(0 if image > 1 else 1, 6))
        boxes = np.hstack([rng.integers(0, 100, (count, 2)), rng.integers(10, 50, (count, 2))])
        near = boxes if shape == "the same" else (boxes + rng.integers(-6, 7, boxes.shape)).clip(0)
        near[:, 2:] = near[:, 2:].clip(2)
        if shape == "found twice":
            near = np.vstack([near, near + [1, 0, 0, 0]])
        extra = np.hstack([rng.integers(0, 100, (2, 2)), rng.integers(10, 50, (2, 2))])
        near = near if shape == "the same" else np.vstack([near, extra[: int(rng.integers(0, 3))]])
        scores = np.round(rng.random(len(near)), 1 if shape == "tied scores" else 6)
        true[str(image)] = boxes.tolist() if shape != "nothing true" else []
        scored = [[float(score), *box] for score, box in zip(scores, near.tolist())]
        found[str(image)] = scored if shape != "nothing found" else []
    return shape, true, found


def average_precision(book: Book, rng: np.random.Generator, each: int) -> None:
    for at in range(each):
        shape, true, found = random_detections(rng, at)
        positives = sum(map(len, true.values()))
        threshold = float(rng.choice([0.3, 0.5, 0.75]))
        given = {"gt_xywh": true, "det_score_xywh": found, "iou": threshold}
        coco(book, shape, given, positives)
        given = given | {"box_convention": "pixel-inclusive: width = w+1, height = h+1"}
        voc(book, shape, given, positives)


def coco(book: Book, shape: str, given: dict, positives: int) -> None:
    statistic = "average_precision_101pt"
    if not positives:
        book.expect(statistic, shape, given, UNDEFINED, "pycocotools")
        return
    truth = [
        {"image_id": int(image), "category_id": 1, "bbox": box, "area": box[2] * box[3], "iscrowd": 0}
        for image, boxes in given["gt_xywh"].items()
        for box in boxes
    ]
    found = [
        {"image_id": int(image), "category_id": 1, "bbox": box, "score": score}
        for image, boxes in given["det_score_xywh"].items()
        for score, *box in boxes
    ]
    if not found:
        # pycocotools cannot load an empty list of results; without a detection no recall is reached.
        book.expect(statistic, shape, given, 0.0, "pycocotools")
        return
    with contextlib.redirect_stdout(io.StringIO()):
        whole = COCO()
        whole.dataset = {
            "images": [{"id": int(image)} for image in given["gt_xywh"]],
            "annotations": [{**annotation, "id": at + 1} for at, annotation in enumerate(truth)],
            "categories": [{"id": 1, "name": "one"}],
            "info": {},
            "licenses": [],
        }
        whole.createIndex()
        evaluation = COCOeval(whole, whole.loadRes(found), "bbox")
        evaluation.params.iouThrs = np.array([given["iou"]])
        evaluation.evaluate()
        evaluation.accumulate()
    book.expect(statistic, shape, given, evaluation.eval["precision"][0, :, 0, 0, -1].mean(), "pycocotools")


def voc(book: Book, shape: str, given: dict, positives: int) -> None:
    statistic = "average_precision_voc"
    if not positives:
        book.expect(statistic, shape, given, UNDEFINED, "object-detection-metrics")
        return

    def boxes(side: dict, scored: bool) -> list[BoundingBox]:
        made = []
        for image, listed in side.items():
            for entry in listed:
                score, (x, y, w, h) = (entry[0], entry[1:]) if scored else (None, entry)
                # Its boxes are continuous; one wider each way is the same as inclusive corners.
                made.append(BoundingBox.of_bbox(image, "one", x, y, x + w + 1, y + h + 1, score))
        return made

    truth, found = boxes(given["gt_xywh"], False), boxes(given["det_score_xywh"], True)
    methods = (MethodAveragePrecision.AllPointsInterpolation, MethodAveragePrecision.ElevenPointsInterpolation)
    every, eleven = (get_pascal_voc_metrics(truth, found, given["iou"], method)["one"] for method in methods)
    expected = {"ap_all_points": every.ap, "ap_11pt": eleven.ap, "tp": int(every.tp), "fp": int(every.fp)}
    if positives % 5 == 0:
        book.leave_out(f"{statistic}: ap_11pt", "a recall of .3, .6 or .7 that the library's grid misses by rounding")
        del expected["ap_11pt"]
    book.expect(statistic, shape, given, expected, "object-detection-metrics")


def assignment(book: Book, rng: np.random.Generator, each: int) -> None:
    for at in range(each):
        rows, columns = int(rng.integers(1, 12)), int(rng.integers(1, 12))
        cost = np.round(rng.normal(0, 5, (rows, columns)), 3)
        shape = ("any numbers", "ties everywhere", "all alike", "not negative", "one row", "large numbers")[at % 6]
        if shape == "ties everywhere":
            cost = rng.integers(0, 3, cost.shape).astype(float)
        elif shape == "all alike":
            cost = np.full_like(cost, 2.0)
        elif shape == "not negative":
            cost = np.abs(cost)
        elif shape == "one row":
            cost = cost[:1]
        elif shape == "large numbers":
            cost = cost * 1e6
        least = cost[linear_sum_assignment(cost)].sum()
        scale = max(1.0, float(np.abs(cost).max()))
        book.expect("assignment_min_cost", shape, {"cost": cost}, least, "scipy", tolerance=1e-9 * scale)


QUESTIONS = (spans, iou, average_precision, assignment)
