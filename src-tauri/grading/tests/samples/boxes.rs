//! A picture on which vehicles are to be boxed.

use super::{label, strings, task};
use course::task::boxes::{Face, Key, KeyBox, Picture, Rect};
use course::task::{KeyWork, Task, Work};

/// Two boxes count, a third may be drawn. A quarter of a box is for the label.
pub fn boxes() -> Task {
    let key_box = |[x, y, width, height]: [f64; 4], label: &str, accept: &[&str], optional: bool| KeyBox {
        at: Rect { x, y, width, height },
        label: label.to_owned(),
        accept: strings(accept),
        optional,
        why: format!("A {label} stands here."),
    };
    let key = Key {
        boxes: vec![
            key_box([10.0, 10.0, 40.0, 20.0], "car", &[], false),
            key_box([100.0, 50.0, 30.0, 60.0], "bus", &["car"], false),
            key_box([60.0, 100.0, 10.0, 10.0], "bicycle", &[], true),
        ],
        iou_at: 0.5,
        label_weight: 0.25,
        why_nothing_else: "Nothing else drives here.".into(),
    };
    let picture = Picture { source: "data:image/png;base64,".into(), alt: "A street".into(), width: 200, height: 120 };
    let labels = [("car", "Car"), ("bus", "Bus"), ("bicycle", "Bicycle")].map(|(id, name)| label(id, name)).into();
    let work = Work::Boxes(Face { picture, labels });
    task("Box every vehicle.", work, KeyWork::Boxes(key), vec![], 0.7)
}
