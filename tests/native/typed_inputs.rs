//! Every typed input of `tests/cases/inputs.json` gets the verdict written beside it.

use serde_json::Value;
use shikaku_form::{api, built_in, engine::calendar::Month, json_text};

#[test]
fn typed_input_gets_the_verdict_of_its_case() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("../cases/inputs.json")).unwrap();
    let loaded = api::load(None, built_in::LOCALES[0]).unwrap();
    for case in &cases {
        let values = json_text::parse(&case["enter"].to_string()).unwrap();
        let today = Month::parse(case["today"].as_str().unwrap()).unwrap();
        let report = api::validate(&loaded, &values, today, None).unwrap();
        let report: Value = serde_json::from_str(&report.to_pretty()).unwrap();
        assert_case(case, &report);
    }
    assert!(cases.len() >= 113, "{} cases", cases.len());
}

fn assert_case(case: &Value, report: &Value) {
    let (name, expect) = (&case["id"], &case["expect"]);
    assert_eq!(report["valid"], expect["valid"], "{name}: {report:#}");
    assert_eq!(report["application"].is_null(), !expect["valid"].as_bool().unwrap(), "{name}");
    let of_field = || report["findings"].as_array().unwrap().iter().filter(|one| one["field"] == expect["field"]);
    if expect["code"].is_null() {
        assert!(of_field().all(|one| one["severity"] == "note"), "{name}: {report:#}");
    } else {
        let is_expected = |one: &&Value| one["code"] == expect["code"] && one["severity"] == expect["severity"];
        assert_eq!(of_field().filter(is_expected).count(), 1, "{name}: {report:#}");
    }
    for finding in report["findings"].as_array().unwrap() {
        let message = finding["message"].as_str().unwrap();
        assert!(!message.is_empty() && !message.contains(['{', '}']), "{name}: {finding}");
    }
}
