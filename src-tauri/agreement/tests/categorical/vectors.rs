//! Published values.

use agreement::categorical::{
    brennan_prediger, cohen_kappa, gwet_ac, kappa_margins, many, pabak, percent_agreement, scott_pi, zero_agreement,
};
use agreement::{LEVEL, Ratings, Statistic, Table, Undefined, Weights};
use serde_json::Value;

use super::near;

fn file() -> Value {
    serde_json::from_str(include_str!("../data/grading-vectors.json")).unwrap()
}

fn vectors(wanted: impl Fn(&str) -> bool) -> Vec<Value> {
    let all = file()["vectors"].as_array().unwrap().clone();
    all.into_iter().filter(|vector| wanted(vector["statistic"].as_str().unwrap())).collect()
}

/// The tolerance of a key.
fn tolerance(vector: &Value, key: &str) -> f64 {
    let tolerance = &vector["tolerance"];
    tolerance.as_f64().or_else(|| tolerance[key].as_f64()).or_else(|| tolerance["default"].as_f64()).unwrap()
}

fn numbers(list: &Value) -> Vec<i64> {
    list.as_array().unwrap().iter().map(|entry| entry.as_i64().unwrap()).collect()
}

/// The table of a vector, whether it is given as such or as two raters' ratings with a list of categories.
fn table(input: &Value) -> Table {
    if let Some(rows) = input["table"].as_array() {
        let rows = rows.iter().map(|row| numbers(row).iter().map(|count| *count as u64).collect::<Vec<u64>>());
        return Table::of_rows(&rows.collect::<Vec<_>>()).unwrap();
    }
    let list = if input["categories"].is_array() { &input["categories"] } else { &input["categories_used"] };
    let list = numbers(list);
    let codes = |ratings: &Value| -> Vec<u8> {
        let place = |rating: &i64| list.iter().position(|category| category == rating).unwrap() as u8;
        numbers(ratings).iter().map(place).collect()
    };
    Table::of_codes(&codes(&input["rater_a"]), &codes(&input["rater_b"]), list.len()).unwrap()
}

/// What a statistic and its record say under the names of the file.
fn computed(statistic: &Statistic, key: &str) -> f64 {
    match key {
        "value" | "kappa" => statistic.value.unwrap(),
        "se" | "ase" => statistic.se.unwrap(),
        "pa" => statistic.observed.unwrap(),
        "pe" => statistic.expected.unwrap(),
        "lo" => statistic.interval.unwrap().low,
        "hi" => statistic.interval.unwrap().high,
        _ => panic!("no such key: {key}"),
    }
}

fn check(vector: &Value, statistic: &Statistic) {
    let name = vector["name"].as_str().unwrap();
    if let Some(expected) = vector["expected"].as_f64() {
        return near(statistic.value.unwrap(), expected, tolerance(vector, "value"), name);
    }
    for (key, expected) in vector["expected"].as_object().unwrap() {
        if !["z", "ase0", "p_two"].contains(&key.as_str()) {
            near(computed(statistic, key), expected.as_f64().unwrap(), tolerance(vector, key), name);
        }
    }
}

#[test]
fn two_raters() {
    let two = ["cohen_kappa", "pabak", "scott_pi", "gwet_ac1+se", "gwet_ac2", "brennan_prediger"];
    let found = vectors(|statistic| two.iter().any(|name| statistic.starts_with(name)));
    assert_eq!(found.len(), 11);
    for vector in found {
        let (name, table) = (vector["statistic"].as_str().unwrap(), table(&vector["input"]));
        let weights = if name.contains("quadratic") { Weights::Quadratic } else { Weights::Identity };
        let statistic = match name.split(['+', '_']).next().unwrap() {
            "cohen" => cohen_kappa(&table, &weights, LEVEL),
            "pabak" => pabak(&table, LEVEL),
            "scott" => scott_pi(&table, &weights, LEVEL),
            "gwet" => gwet_ac(&table, &weights, LEVEL),
            "brennan" => brennan_prediger(&table, &weights, LEVEL),
            _ => panic!("no such statistic: {name}"),
        };
        check(&vector, &statistic);
        let test = zero_agreement(&table, &weights).unwrap();
        for (key, computed) in [("z", test.z), ("ase0", test.se), ("p_two", test.p)] {
            if let Some(expected) = vector["expected"][key].as_f64() {
                near(computed, expected, tolerance(&vector, key), name);
            }
        }
    }
}

/// One row an item, with the code after the last category for what is missing.
fn codes(items: &Value) -> Vec<u8> {
    let items = items.as_array().unwrap().iter().flat_map(|item| item.as_array().unwrap());
    items.map(|rating| rating.as_u64().map_or(u8::MAX, |rating| rating as u8 - 1)).collect()
}

#[test]
fn many_raters() {
    let found = vectors(|statistic| {
        statistic.starts_with("fleiss") || statistic.starts_with("conger") || statistic == "gwet_ac1+pa+pe+se"
    });
    assert_eq!(found.len(), 4);
    for vector in found {
        let input = &vector["input"];
        let (codes, raters) = match &input["ratings"] {
            Value::Null => (codes(&input["raters_by_column"]), 4),
            ratings => (codes(ratings), 6),
        };
        let ratings = Ratings::new(&codes, raters, 5).unwrap();
        let name = vector["statistic"].as_str().unwrap();
        let coefficient = match name.split(['+', '_']).next().unwrap() {
            "fleiss" => many::fleiss_kappa,
            "conger" => many::conger_kappa,
            _ => many::gwet_ac,
        };
        let statistic = coefficient(&ratings, &Weights::Identity, LEVEL);
        check(&vector, &statistic);
        assert_eq!((statistic.n, statistic.dropped), (codes.len() / raters, 0), "{name}");
        if name.starts_with("gwet") {
            // irrCAC's limit, by Student's t.
            near(statistic.interval.unwrap().low, 0.46081, 6e-6, name);
        }
    }
}

#[test]
fn all_in_one_category() {
    let case = &file()["edge_cases"][0];
    assert_eq!(case["name"], "all_same_category_2_raters");
    let codes = |key| -> Vec<u8> { numbers(&case["input"][key]).iter().map(|rating| *rating as u8).collect() };
    let table = Table::of_codes(&codes("a"), &codes("b"), 2).unwrap();
    let none = Err(Undefined::NoVariation);
    assert_eq!(cohen_kappa(&table, &Weights::Identity, LEVEL).value, none);
    assert_eq!(scott_pi(&table, &Weights::Identity, LEVEL).value, none);
    assert_eq!(gwet_ac(&table, &Weights::Identity, LEVEL).value, Ok(1.0));
    assert_eq!(pabak(&table, LEVEL).value, Ok(1.0));
    assert_eq!(percent_agreement(&table, &Weights::Identity, LEVEL).value, Ok(1.0));
    assert_eq!(zero_agreement(&table, &Weights::Identity), Err(Undefined::NoVariation));
    assert_eq!(kappa_margins(&table).most, none);
}
