//! Cases at the edge, whose rule is in words: what it means for each statistic is kept here.

use super::Stop::{self, Unsupported};
use super::input::Input;
use super::name::Name;
use super::{Outcome, compute};
use serde_json::{Map, Value, json};

/// What the rule of a case asks of one statistic.
enum Rule {
    /// No value, and a reason.
    Undefined,
    /// This value, of this key where there is one.
    Is(&'static [(&'static str, Wanted)]),
}

enum Wanted {
    Number(f64),
    True,
    Undefined,
}

/// Statistic as the case calls it, as the tool calls it, and what is asked.
type Asked = (&'static str, &'static str, Rule);

fn rules(case: &str) -> Option<Vec<Asked>> {
    const ONE: Rule = Rule::Is(&[("value", Wanted::Number(1.0))]);
    Some(match case {
        "all_same_category_2_raters" => vec![
            ("cohen_kappa", "cohen_kappa", Rule::Undefined),
            ("scott_pi", "scott_pi", Rule::Undefined),
            ("alpha", "krippendorff_alpha_nominal", Rule::Undefined),
            ("ac1", "gwet_ac1", ONE),
            ("pabak", "pabak", ONE),
        ],
        "constant_ranking" => {
            vec![("kendall_tau_b", "kendall_tau_b", Rule::Undefined), ("spearman", "spearman_rho", Rule::Undefined)]
        }
        "no_pairable_values" => vec![("krippendorff_alpha", "krippendorff_alpha_nominal", Rule::Undefined)],
        "empty_spans_both" => {
            let right = Rule::Is(&[("f1", Wanted::Number(1.0)), ("nothing_to_mark", Wanted::True)]);
            vec![("span_f1", "span_f1", right)]
        }
        "zero_area_box" => vec![("iou", "iou_xyxy_continuous", Rule::Undefined)],
        "icc_no_between_variance" => vec![(
            "icc",
            "icc",
            Rule::Is(&[
                ("1,1", Wanted::Number(-0.5)),
                ("2,1", Wanted::Number(0.0)),
                ("3,1", Wanted::Undefined),
                ("1,k", Wanted::Undefined),
                ("2,k", Wanted::Number(0.0)),
                ("3,k", Wanted::Undefined),
            ]),
        )],
        "bt_undefeated" => vec![("bradley_terry", "bradley_terry", Rule::Undefined)],
        "ndcg_all_zero" => vec![("ndcg", "ndcg", Rule::Undefined)],
        "perfect_irt" => vec![
            ("irt_mle", "irt_mle", Rule::Undefined),
            ("irt_eap", "irt_eap", Rule::Is(&[("defined", Wanted::True)])),
        ],
        _ => return None,
    })
}

/// A case, computed for each statistic that it names.
pub fn case(case: &Value) -> Outcome {
    let name = case.get("name").and_then(Value::as_str).unwrap_or_default();
    let Some(rules) = rules(name) else {
        return Err(Unsupported("the rule of this edge case is in words that are not known".to_owned()));
    };
    let Some(Value::Object(given)) = case.get("input") else {
        return Err(Unsupported("no “input”, which must be an object".to_owned()));
    };
    let mut computed = Map::new();
    let mut right = true;
    for (called, statistic, rule) in rules {
        let mut input = given.clone();
        if ["ac1", "pabak"].contains(&called) {
            // They need two categories, of which the ratings use one.
            input.insert("categories".to_owned(), json!([1, 2]));
        }
        let (value, is_right) = one(statistic, &input, &rule)?;
        right &= is_right;
        computed.insert(called.to_owned(), value);
    }
    Ok((Value::Object(computed), right))
}

fn one(statistic: &str, input: &Map<String, Value>, rule: &Rule) -> Result<(Value, bool), Stop> {
    let name = Name::parse(statistic);
    let answer = compute(&name, &Input::new(input))?;
    let main = answer.main().whole();
    let fields = match rule {
        Rule::Undefined => {
            let undefined = main.get("undefined").is_some();
            return Ok((main, undefined));
        }
        Rule::Is(fields) => fields,
    };
    let mut values = Map::new();
    let mut right = true;
    for (key, wanted) in fields.iter() {
        let value = match answer.field(key) {
            _ if *key == "defined" => {
                right &= main.is_number();
                values.insert("value".to_owned(), main.clone());
                continue;
            }
            Some(field) => field.main().whole(),
            None => main.clone(),
        };
        right &= match wanted {
            Wanted::Number(number) => value.as_f64().is_some_and(|value| (value - number).abs() < 1e-9),
            Wanted::True => value == Value::Bool(true),
            Wanted::Undefined => value.get("undefined").is_some(),
        };
        values.insert((*key).to_owned(), value);
    }
    let single = values.len() == 1;
    let value = values.values().next().filter(|_| single).cloned();
    Ok((value.unwrap_or(Value::Object(values)), right))
}
