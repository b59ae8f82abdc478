//! Average precision of detections with scores, as VOC and as COCO have it.

use super::curve::Course;
use super::matching::{Sides, best_free, best_overlapping};
use super::{BoundingBox, Edges};
use crate::Undefined;

const VOC_ALL: &str = "average precision over all recalls, best-overlapping box of the key (PASCAL VOC since 2010)";
const VOC_ELEVEN: &str = "average precision at 11 recalls, best-overlapping box of the key (PASCAL VOC 2007)";
const COCO: &str = "average precision at 101 recalls, best free box of the key (COCO; Lin et al. 2014)";

/// A box of the key.
///
/// ```
/// use agreement::boxes::{BoundingBox, Edges, Points, Truth, voc_precision};
///
/// let cat = Truth { image: 1, label: 7, bounds: BoundingBox::of_size(10.0, 10.0, 40.0, 30.0) };
/// let voc = voc_precision(&[cat, Truth { image: 2, ..cat }], &[], 0.5, Points::All, Edges::Inclusive).unwrap();
/// assert_eq!((voc.labels[0].label, voc.labels[0].key, voc.value), (7, 2, Ok(0.0)), "two cats, none found");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Truth {
    /// The picture that it is in.
    pub image: u32,
    /// What is in it.
    pub label: u16,
    /// Where it is.
    pub bounds: BoundingBox,
}

/// A box that was found, and how sure the finder was of it.
///
/// ```
/// use agreement::boxes::{BoundingBox, Detection, Edges, Points, Truth, voc_precision};
///
/// let [bounds, elsewhere] = [0.0, 50.0].map(|x| BoundingBox::of_size(x, 0.0, 10.0, 10.0));
/// let key = [Truth { image: 1, label: 0, bounds }];
/// let right = Detection { image: 1, label: 0, score: 0.6, bounds };
/// let beside = |score| [right, Detection { score, bounds: elsewhere, ..right }];
/// let value = |found: [_; 2]| voc_precision(&key, &found, 0.5, Points::All, Edges::Continuous).unwrap().value;
/// assert_eq!((value(beside(0.5)), value(beside(0.9))), (Ok(1.0), Ok(0.5)), "an error costs if it comes first");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detection {
    /// The picture that it is in.
    pub image: u32,
    /// What is said to be in it.
    pub label: u16,
    /// Any finite number; only the order counts.
    pub score: f64,
    /// Where it is.
    pub bounds: BoundingBox,
}

/// At which recalls precision is averaged.
///
/// ```
/// use agreement::boxes::{BoundingBox, Detection, Edges, Points, Truth, voc_precision};
///
/// let bounds = BoundingBox::of_size(0.0, 0.0, 10.0, 10.0);
/// let key = [1, 2].map(|image| Truth { image, label: 0, bounds });
/// let found = [Detection { image: 1, label: 0, score: 0.9, bounds }];
/// let value = |points| voc_precision(&key, &found, 0.5, points, Edges::Continuous).unwrap().value.unwrap();
/// assert_eq!(value(Points::default()), 0.5);
/// assert!((value(Points::Eleven) - 6.0 / 11.0).abs() < 1e-12, "at 0, .1, .2, .3, .4 and .5");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Points {
    /// At all: the area under the curve (VOC since 2010).
    #[default]
    All,
    /// At 0, 1/10, …, 1 (VOC 2007), compared exactly: 3 of 10 reach 3/10. Programs that compare with 3 × 0.1 in floating
    /// point, which is a rounding more, differ there.
    Eleven,
}

/// Average precision of one label.
///
/// ```
/// use agreement::boxes::{BoundingBox, Detection, Edges, Points, Truth, voc_precision};
///
/// let bounds = BoundingBox::of_size(0.0, 0.0, 10.0, 10.0);
/// let key = [1, 2].map(|image| Truth { image, label: 4, bounds });
/// let found = [(1, 0.9), (3, 0.4)].map(|(image, score)| Detection { image, label: 4, score, bounds });
/// let of_label = voc_precision(&key, &found, 0.5, Points::All, Edges::Continuous).unwrap().labels[0];
/// assert_eq!((of_label.label, of_label.key, of_label.right, of_label.wrong), (4, 2, 1, 1));
/// assert_eq!(of_label.value, Ok(0.5), "the recall that is reached before the error");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AveragePrecision {
    /// The label, by its code.
    pub label: u16,
    /// [`Undefined::TooFew`] if the key has no box of the label.
    pub value: Result<f64, Undefined>,
    /// Boxes of the key.
    pub key: usize,
    /// Detections that are right.
    pub right: usize,
    /// Detections that are not right.
    pub wrong: usize,
    /// The name of the method, with its source.
    pub method: &'static str,
}

/// Average precision by label, and its mean.
///
/// ```
/// use agreement::boxes::{BoundingBox, Detection, Edges, Points, Truth, voc_precision};
///
/// let bounds = BoundingBox::of_size(0.0, 0.0, 10.0, 10.0);
/// let found = [0, 1].map(|label| Detection { image: 1, label, score: 0.9, bounds });
/// let key = [Truth { image: 1, label: 0, bounds }];
/// let voc = voc_precision(&key, &found, 0.5, Points::All, Edges::Continuous).unwrap();
/// assert_eq!(voc.value, Ok(1.0), "the mean over the one label that the key has");
/// assert!(voc.labels[1].value.is_err() && voc.labels[1].wrong == 1);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct VocPrecision {
    /// The mean over the labels that the key has; [`Undefined::TooFew`] if it has none.
    pub value: Result<f64, Undefined>,
    /// Labels of the key and of the detections, by code.
    pub labels: Vec<AveragePrecision>,
    /// Boxes of the key.
    pub n: usize,
    /// Detections of labels that the key does not have, which the value does not count.
    pub dropped: usize,
    /// The name of the method, with its source.
    pub method: &'static str,
}

/// The mean over labels of average precision as in the PASCAL VOC challenge.
///
/// Detections are taken by falling score, those of equal score by image and then in the order given. Each is held against
/// the box of the key, of its image and label, that it overlaps most (the first of equals): it is right if their IoU is
/// `least_iou` or more and no detection before it was right about the same box. After each detection
///
/// ```text
/// recall = right / key,   precision = right / (right + wrong)
/// ```
///
/// and the precision counted at a recall is the highest there or at any higher recall. VOC's own boxes are
/// [`Edges::Inclusive`]; its "difficult" boxes are not known here.
///
/// # Errors
/// Those of [`super::Boxes::new`] for the key and then for the detections, [`Undefined::NotFinite`] for a score,
/// [`Undefined::OutOfRange`] for a `least_iou` outside (0, 1].
///
/// Takes O(n log n) time for n boxes and detections, and the product of the two within each image and label.
///
/// Source: M. Everingham et al., "The PASCAL visual object classes (VOC) challenge", International Journal of Computer
/// Vision 88 (2010).
///
/// ```
/// use agreement::boxes::{BoundingBox, Detection, Edges, Points, Truth, voc_precision};
///
/// let bounds = BoundingBox::of_size(0.0, 0.0, 10.0, 10.0);
/// let key = [Truth { image: 1, label: 0, bounds }, Truth { image: 2, label: 0, bounds }];
/// let found = [
///     Detection { image: 1, label: 0, score: 0.9, bounds },
///     Detection { image: 1, label: 0, score: 0.8, bounds },
///     Detection { image: 2, label: 0, score: 0.7, bounds },
/// ];
/// let voc = voc_precision(&key, &found, 0.5, Points::All, Edges::Inclusive).unwrap();
/// assert_eq!((voc.labels[0].right, voc.labels[0].wrong), (2, 1));
/// assert_eq!(voc.value, Ok(0.5 * 1.0 + 0.5 * 2.0 / 3.0));
/// ```
pub fn voc_precision(
    key: &[Truth],
    found: &[Detection],
    least_iou: f64,
    points: Points,
    edges: Edges,
) -> Result<VocPrecision, Undefined> {
    let sides = Sides::of(key, found, edges)?;
    check_threshold(least_iou)?;
    let method = if points == Points::All { VOC_ALL } else { VOC_ELEVEN };
    let (mut labels, mut dropped) = (Vec::new(), 0);
    sides.by_label(usize::MAX, &[least_iou], best_overlapping, |label, keys, hits| {
        let course = Course::of(hits.by_falling_score(0), keys);
        let value = match (keys, points) {
            (0, _) => Err(Undefined::TooFew { n: 0, needed: 1 }),
            (_, Points::All) => Ok(course.area()),
            (_, Points::Eleven) => Ok(course.eleven()),
        };
        let right = course.right() as usize;
        dropped += if keys == 0 { hits.len() } else { 0 };
        labels.push(AveragePrecision { label, value, key: keys, right, wrong: hits.len() - right, method });
    });
    let value = mean(labels.iter().filter_map(|label: &AveragePrecision| label.value.ok()));
    Ok(VocPrecision { value, labels, n: key.len(), dropped, method })
}

/// The thresholds of IoU that COCO averages over: .50, .55, …, .95, with the roundings of pycocotools.
///
/// ```
/// use agreement::boxes::{BoundingBox, COCO_DETECTIONS, COCO_THRESHOLDS, Detection, Edges, Truth, coco_precision};
///
/// let key = [Truth { image: 1, label: 0, bounds: BoundingBox::of_size(0.0, 0.0, 10.0, 10.0) }];
/// let found = [Detection { image: 1, label: 0, score: 0.9, bounds: BoundingBox::of_size(0.0, 0.0, 10.0, 7.8) }];
/// let coco = |at: &[f64]| coco_precision(&key, &found, at, COCO_DETECTIONS, Edges::Continuous).unwrap();
/// // AP75 alone, the four above it, and all ten: an IoU of .78 is enough at six.
/// let values = [&COCO_THRESHOLDS[5..6], &COCO_THRESHOLDS[6..], &COCO_THRESHOLDS].map(|at| coco(at).value);
/// assert_eq!(values, [Ok(1.0), Ok(0.0), Ok(0.6)]);
/// ```
pub const COCO_THRESHOLDS: [f64; 10] = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.8999999999999999, 0.95];

/// The detections of one label in one image that COCO counts.
///
/// ```
/// use agreement::boxes::{BoundingBox, COCO_DETECTIONS, Detection, Edges, Truth, coco_precision};
///
/// let [bounds, elsewhere] = [0.0, 50.0].map(|x| BoundingBox::of_size(x, 0.0, 10.0, 10.0));
/// let mut found = vec![Detection { image: 1, label: 0, score: 0.9, bounds: elsewhere }; COCO_DETECTIONS];
/// found.push(Detection { image: 1, label: 0, score: 0.5, bounds });
/// let key = [Truth { image: 1, label: 0, bounds }];
/// let coco = coco_precision(&key, &found, &[0.5], COCO_DETECTIONS, Edges::Continuous).unwrap();
/// assert_eq!((coco.recall, coco.dropped), (Ok(0.0), 1), "the right one comes too late");
/// ```
pub const COCO_DETECTIONS: usize = 100;

/// COCO's average precision and recall of one label that the key has.
///
/// ```
/// use agreement::boxes::{BoundingBox, COCO_DETECTIONS, Detection, Edges, Truth, coco_precision};
///
/// let bounds = BoundingBox::of_size(0.0, 0.0, 10.0, 10.0);
/// let key = [1, 2].map(|image| Truth { image, label: 3, bounds });
/// let found = [Detection { image: 1, label: 3, score: 0.9, bounds: BoundingBox { y2: 6.0, ..bounds } }];
/// let coco = coco_precision(&key, &found, &[0.5, 0.75], COCO_DETECTIONS, Edges::Continuous).unwrap();
/// let of_label = &coco.labels[0];
/// assert_eq!((of_label.label, of_label.key, of_label.found), (3, 2, 1));
/// assert_eq!(of_label.recall, [0.5, 0.0], "an IoU of .6 is enough at .5 and not at .75");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct CocoLabel {
    /// The label, by its code.
    pub label: u16,
    /// Boxes of the key.
    pub key: usize,
    /// Detections that count.
    pub found: usize,
    /// Average precision at each threshold.
    pub precision: Vec<f64>,
    /// The recall that all detections reach together, at each threshold.
    pub recall: Vec<f64>,
}

/// COCO's average precision and recall, each a mean over labels.
///
/// ```
/// use agreement::boxes::{BoundingBox, COCO_DETECTIONS, Detection, Edges, Truth, coco_precision};
///
/// let bounds = BoundingBox::of_size(0.0, 0.0, 10.0, 10.0);
/// let found = [0, 1, 9].map(|label| Detection { image: 1, label, score: 0.9, bounds });
/// let key = [Truth { image: 1, label: 0, bounds }, Truth { image: 2, label: 1, bounds }];
/// let coco = coco_precision(&key, &found, &[0.5, 0.75], COCO_DETECTIONS, Edges::Continuous).unwrap();
/// assert_eq!((coco.value, coco.recall, coco.at_thresholds), (Ok(0.5), Ok(0.5), vec![Ok(0.5); 2]));
/// assert_eq!((coco.labels.len(), coco.dropped), (2, 1), "the key has no label 9");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct CocoPrecision {
    /// The mean over labels and thresholds; [`Undefined::TooFew`] if the key has no box.
    pub value: Result<f64, Undefined>,
    /// The mean recall over labels and thresholds, COCO's AR.
    pub recall: Result<f64, Undefined>,
    /// The thresholds of IoU, as they were given.
    pub thresholds: Vec<f64>,
    /// The mean over labels at each threshold; with [`COCO_THRESHOLDS`] the first is AP50 and the sixth AP75.
    pub at_thresholds: Vec<Result<f64, Undefined>>,
    /// The labels that the key has, by code.
    pub labels: Vec<CocoLabel>,
    /// Boxes of the key.
    pub n: usize,
    /// Detections that do not count: of labels that the key does not have, or beyond the first of an image.
    pub dropped: usize,
    /// The name of the method, with its source.
    pub method: &'static str,
}

/// Average precision as COCO defines it: the mean over labels and thresholds of IoU of the mean precision at 101 recalls.
///
/// Detections are taken by falling score, those of equal score by image and then in the order given, and of each image
/// and label only the first `most`. Each is right if it meets the free box of the key, of its image and label, that it
/// overlaps most (the last of equals), with an IoU of the threshold or more; a box that is met is no longer free. The
/// precision counted at a recall is the highest there or at any higher recall, 0 where the recall is not reached.
///
/// COCO's settings are [`COCO_THRESHOLDS`], [`COCO_DETECTIONS`] and [`Edges::Continuous`]. Its ranges of area and its
/// crowds are not known here. A recall that is exactly a hundredth is rounded as by pycocotools, so that values are its
/// values.
///
/// # Errors
/// Those of [`super::Boxes::new`] for the key and then for the detections, [`Undefined::NotFinite`] for a score,
/// [`Undefined::OutOfRange`] for a threshold outside (0, 1], [`Undefined::TooFew`] without thresholds.
///
/// Takes O(n log n) time for n boxes and detections of images that hold about as many each, to sort them. Within each
/// image and label it takes the product of the key's boxes and the detections that count, once to measure and once for
/// each threshold to match: the square of the boxes of an image, until `most` bounds the one side.
///
/// Source: T.-Y. Lin et al., "Microsoft COCO: common objects in context", ECCV (2014), and pycocotools' `COCOeval`.
///
/// ```
/// use agreement::boxes::{BoundingBox, COCO_DETECTIONS, COCO_THRESHOLDS, Detection, Edges, Truth, coco_precision};
///
/// let key = [Truth { image: 1, label: 0, bounds: BoundingBox::of_size(0.0, 0.0, 10.0, 10.0) }];
/// let near = BoundingBox::of_size(0.0, 0.0, 10.0, 7.8);
/// let found = [Detection { image: 1, label: 0, score: 0.9, bounds: near }];
/// let coco = coco_precision(&key, &found, &COCO_THRESHOLDS, COCO_DETECTIONS, Edges::Continuous).unwrap();
/// assert_eq!(coco.at_thresholds[5], Ok(1.0), "an IoU of .78 is enough at .75");
/// assert_eq!(coco.value, Ok(0.6), "and at six of the ten thresholds");
/// ```
pub fn coco_precision(
    key: &[Truth],
    found: &[Detection],
    thresholds: &[f64],
    most: usize,
    edges: Edges,
) -> Result<CocoPrecision, Undefined> {
    let sides = Sides::of(key, found, edges)?;
    thresholds.iter().try_for_each(|threshold| check_threshold(*threshold))?;
    if thresholds.is_empty() {
        return Err(Undefined::TooFew { n: 0, needed: 1 });
    }
    let (mut labels, mut counted) = (Vec::new(), 0);
    sides.by_label(most, thresholds, best_free, |label, keys, hits| {
        if keys == 0 {
            return;
        }
        let (mut precision, mut recall) = (Vec::new(), Vec::new());
        for threshold in 0..thresholds.len() {
            let course = Course::of(hits.by_falling_score(threshold), keys);
            precision.push(course.hundred_and_one());
            recall.push(f64::from(course.right()) / keys as f64);
        }
        counted += hits.len();
        labels.push(CocoLabel { label, key: keys, found: hits.len(), precision, recall });
    });
    let at = |threshold: usize| mean(labels.iter().map(|label| label.precision[threshold]));
    Ok(CocoPrecision {
        value: mean(labels.iter().flat_map(|label| label.precision.iter().copied())),
        recall: mean(labels.iter().flat_map(|label| label.recall.iter().copied())),
        thresholds: thresholds.to_vec(),
        at_thresholds: (0..thresholds.len()).map(at).collect(),
        labels,
        n: key.len(),
        dropped: found.len() - counted,
        method: COCO,
    })
}

fn check_threshold(value: f64) -> Result<(), Undefined> {
    let fits = value > 0.0 && value <= 1.0;
    if fits { Ok(()) } else { Err(Undefined::OutOfRange { what: "the least IoU", value, low: 0.0, high: 1.0 }) }
}

fn mean(values: impl Iterator<Item = f64>) -> Result<f64, Undefined> {
    let (n, sum) = values.fold((0, 0.0), |(n, sum), value| (n + 1, sum + value));
    if n == 0 { Err(Undefined::TooFew { n: 0, needed: 1 }) } else { Ok(sum / f64::from(n)) }
}
