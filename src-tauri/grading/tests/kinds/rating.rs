use crate::{check, given, pairs, part, quotes, samples};
use course::task::{Answer, rating};
use grading::{Evidence, Verdict};

fn rated(scores: &[&str]) -> Answer {
    Answer::Rating(rating::Answer { scores: given(scores), why: String::new() })
}

#[test]
fn ratings_by_distance_from_the_range() {
    let task = samples::rating();
    let exact = ["r1 complete 2", "r1 tone 4", "r2 complete 5", "r2 tone 3"];
    check(&task, &rated(&exact), 1.0, "Your ratings are the key's ratings");
    let within = ["r1 complete 1", "r1 tone 4", "r2 complete 5", "r2 tone 4"];
    check(&task, &rated(&within), 1.0, "All your ratings lie in the range the key accepts");
    let high = ["r1 complete 3", "r1 tone 5", "r2 complete 5", "r2 tone 3"];
    check(&task, &rated(&high), 0.75, "Two of four ratings are higher than the key accepts");
    let low = ["r1 complete 2", "r1 tone 1", "r2 complete 5", "r2 tone 3"];
    check(&task, &rated(&low), 0.75, "One rating is lower than the key accepts");
    let wild = ["r1 complete 5", "r1 tone 1", "r2 complete 1", "r2 tone 5"];
    let headline = "All four ratings lie outside the range the key accepts, some above it and some below";
    check(&task, &rated(&wild), 0.125, headline);
}

#[test]
fn each_dimension_is_a_part() {
    let grade = check(
        &samples::rating(),
        &rated(&["r1 complete 4", "r1 tone 4", "r2 complete 3", "r2 tone 2"]),
        0.5,
        "Two of four ratings lie outside the range the key accepts, some above it and some below",
    );
    let complete = part(&grade, "score/complete");
    assert_eq!((complete.score, complete.weight, complete.verdict), (Some(0.0), 0.5, Verdict::Against));
    assert_eq!(complete.note, "{r1}: you give 4; the key accepts 1 to 2. {r2}: you give 3; the key gives 5.");
    assert_eq!(quotes(complete), ["on the third floor", "there is no lift"]);
    let tone = part(&grade, "score/tone");
    assert_eq!((tone.score, tone.note.as_str()), (Some(1.0), "Both ratings lie in the range the key accepts."));
    assert_eq!(pairs(&grade), ["rating/complete 3:1 2:4", "rating/tone 3:3 1:2"]);
    assert!(grade.agreement.iter().all(|scale| scale.ordered && scale.categories == ["1", "2", "3", "4", "5"]));
    let Evidence::Rating { scores } = grade.evidence else { unreachable!() };
    let cells: Vec<(i16, i16, [i16; 2], i32, f64)> =
        scores.iter().map(|s| (s.yours, s.key, s.accept, s.off, s.score)).collect();
    assert_eq!(cells[0], (4, 2, [1, 2], 2, 0.0));
    assert_eq!(cells[2], (3, 5, [5, 5], -2, 0.0));
    assert_eq!(cells[3], (2, 3, [2, 4], 0, 1.0));
    assert_eq!(scores[0].why, "complete of r1");
}
