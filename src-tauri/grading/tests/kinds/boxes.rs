use crate::{check, pairs, part, samples};
use course::task::boxes::{Answer, Drawn, Rect};
use course::task::{Answer as Any, KeyWork};
use grading::{BoxMet, Evidence};

fn drawn(boxes: &[([f64; 4], &str)]) -> Any {
    let one = |([x, y, width, height], label): &([f64; 4], &str)| Drawn {
        at: Rect { x: *x, y: *y, width: *width, height: *height },
        label: (*label).to_owned(),
    };
    Any::Boxes(Answer { boxes: boxes.iter().map(one).collect(), nothing: boxes.is_empty(), why: String::new() })
}

const CAR: ([f64; 4], &str) = ([10.0, 10.0, 40.0, 20.0], "car");
const BUS: ([f64; 4], &str) = ([100.0, 50.0, 30.0, 60.0], "bus");
const BICYCLE: ([f64; 4], &str) = ([60.0, 100.0, 10.0, 10.0], "bicycle");

#[test]
fn boxes_by_place_and_label() {
    let task = samples::boxes();
    let all = "Your boxes are the key's boxes";
    check(&task, &drawn(&[CAR, BUS]), 1.0, all);
    check(&task, &drawn(&[BUS, CAR, BICYCLE]), 1.0, all);
    check(&task, &drawn(&[(BUS.0, "car"), CAR]), 1.0, all);
    // Half of the car's box: IoU .5 is enough.
    check(&task, &drawn(&[([10.0, 10.0, 20.0, 20.0], "car"), BUS]), 1.0, all);
    let grade =
        check(&task, &drawn(&[(CAR.0, "bicycle"), BUS]), 0.875, "You draw one of two boxes; one box has another label");
    assert_eq!(pairs(&grade), ["boxes/label 2:0 1:1"]);
    check(&task, &drawn(&[BUS]), 2.0 / 3.0, "You draw one of two boxes");
    let grade = check(&task, &drawn(&[]), 0.0, "You draw none of two boxes");
    assert_eq!(grade.agreement, []);
    let elsewhere = ([150.0, 0.0, 20.0, 20.0], "car");
    check(&task, &drawn(&[CAR, BUS, elsewhere]), 0.8, "You draw both boxes; one box is not in the key");
}

#[test]
fn what_each_box_was_held_against() {
    let near = ([10.0, 10.0, 40.0, 9.0], "car");
    let answer = drawn(&[BUS, near, BICYCLE, ([150.0, 0.0, 20.0, 20.0], "car")]);
    let grade = check(&samples::boxes(), &answer, 0.4, "You draw one of two boxes; two boxes are not in the key");
    let note = "Not found: “Car”. One box comes near, with an overlap below 50\u{a0}%. One box is not in the key.";
    assert_eq!(part(&grade, "place").note, note);
    assert_eq!(part(&grade, "label").note, "Every box in the right place has the key's label.");
    let labels = pairs(&grade);
    let Evidence::Boxes { boxes, missed, iou_at, .. } = grade.evidence else { unreachable!() };
    let met: Vec<BoxMet> = boxes.iter().map(|b| b.met).collect();
    assert_eq!(met, [BoxMet::Extra, BoxMet::Near, BoxMet::Right, BoxMet::Optional], "from top to bottom");
    assert_eq!((boxes[1].iou, boxes[2].iou), (0.45, 1.0));
    assert_eq!(labels, ["boxes/label 1:1"], "the box that is near, the extra and the optional one are no pairs");
    assert_eq!((missed.len(), missed[0].why.as_str(), iou_at), (1, "A car stands here.", 0.5));
}

#[test]
fn a_picture_with_nothing_to_draw() {
    let mut task = samples::boxes();
    let KeyWork::Boxes(key) = &mut task.key.work else { unreachable!() };
    key.boxes.clear();
    check(&task, &drawn(&[]), 1.0, "There is nothing to draw, and you draw nothing");
    check(&task, &drawn(&[CAR]), 0.0, "There is nothing to draw; you draw one box");
}
