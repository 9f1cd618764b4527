//! The whole-form cases of a folder below `tests/cases`, read for the native and for the browser run.
use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use shikaku_form::engine::calendar::Month;

/// One case: the values to enter, field by field, and the result.
pub(crate) struct Case {
    /// The file's name: a sentence.
    pub(crate) name: String,
    /// Fields and raw values in the order of entering. Months count from `today`: `@+1` is the next one, and `@+1-15` a
    /// day of it.
    pub(crate) enter: Vec<(String, Value)>,
    /// The exported answers; `None` when the form is refused.
    pub(crate) answers: Option<Value>,
    /// Every error by field.
    pub(crate) errors: BTreeMap<String, String>,
    /// Every warning by field.
    pub(crate) warnings: BTreeMap<String, String>,
    /// Every note by field.
    pub(crate) notes: BTreeMap<String, String>,
}

/// Reads every case of a folder.
pub(crate) fn cases(today: Month, folder: &str) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| case(today, path)).collect()
}

fn case(today: Month, path: &Path) -> Case {
    let mut case: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    resolve_months(today, &mut case);
    let by_field = |kind: &str| -> BTreeMap<String, String> {
        case["expect"].get(kind).map(|map| serde_json::from_value(map.clone()).unwrap()).unwrap_or_default()
    };
    let steps = case["enter"].as_array().unwrap().iter().flat_map(|step| step.as_object().unwrap());
    let case = Case {
        name: path.file_stem().unwrap().to_string_lossy().into_owned(),
        enter: steps.map(|(field, value)| (field.clone(), value.clone())).collect(),
        answers: case["expect"].get("answers").cloned(),
        errors: by_field("errors"),
        warnings: by_field("warnings"),
        notes: by_field("notes"),
    };
    assert_ne!(case.answers.is_some(), !case.errors.is_empty(), "{}: either answers or errors", case.name);
    case
}

fn resolve_months(today: Month, value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Some(later) = text.strip_prefix("@+") {
                let (later, day) = later.split_once('-').map_or((later, None), |(later, day)| (later, Some(day)));
                let month = months_after(today, later.parse().unwrap());
                *text = day.map_or_else(|| month.clone(), |day| format!("{month}-{day}"));
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| resolve_months(today, value)),
        Value::Object(members) => members.values_mut().for_each(|value| resolve_months(today, value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn months_after(today: Month, later: u16) -> String {
    let count = today.year() * 12 + u16::from(today.month()) - 1 + later;
    let month = u8::try_from(count % 12 + 1).unwrap();
    Month::new(count / 12, month).unwrap_or_else(|| panic!("no month {later} after {today}")).to_string()
}
