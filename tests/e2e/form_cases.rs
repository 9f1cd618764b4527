//! Every whole-form case of `tests/cases`, typed into the real pages.

use serde_json::{Value, json};

use crate::harness::page::{Page, run, words};
use crate::harness::sample_answers::today;
use crate::harness::share;
use crate::support::cases::{Case, cases};

#[test]
fn whole_form_typed_into_the_page_gives_what_its_case_says() {
    run_shared("/index.html", &cases(today(), "forms"));
}

#[test]
fn hosts_form_typed_into_its_page_gives_what_its_case_says() {
    run_shared("/hosts/hearing-sheet.html", &cases(today(), "hearing-sheet"));
}

fn run_shared(page: &str, cases: &[Case]) {
    share(cases, |case| run(|driver| check(&Page::open_at(driver, page), case)));
}

fn check(page: &Page<'_>, case: &Case) {
    for (field, raw) in &case.enter {
        page.enter(field, raw);
    }
    page.press(words::TO_REVIEW);
    if case.answers.is_some() {
        page.wait_for_stage("review");
    } else {
        page.wait_for_focus("summary");
    }
    let fields = |expected: &std::collections::BTreeMap<String, String>| expected.keys().cloned().collect::<Vec<_>>();
    assert_eq!(page.fields_with("error"), fields(&case.errors), "{}", case.name);
    assert_eq!(page.fields_with("warning"), fields(&case.warnings), "{}", case.name);
    // Some are read back with their number instead.
    assert!(page.fields_with("note").iter().all(|field| case.notes.contains_key(field)), "{}", case.name);
    let mut in_summary = page.summary();
    in_summary.sort();
    assert_eq!(in_summary, fields(&case.errors), "{}", case.name);
    if let Some(answers) = &case.answers {
        complete(page, case, answers);
    }
}

/// Label and sentence of every warning, at items or at lines of answers.
fn warnings(page: &Page<'_>, places: &str, label: &str) -> Value {
    page.ask(
        "return [...root.querySelectorAll(one)].flatMap((place) => [...place.querySelectorAll('.warning')]
             .map((warning) => [place.querySelector(two).textContent, warning.textContent]))",
        &[json!(places), json!(label)],
    )
}

fn complete(page: &Page<'_>, case: &Case, answers: &Value) {
    let entered = warnings(page, ".item:not([hidden])", ".item-label");
    assert_eq!(entered.as_array().unwrap().len(), case.warnings.len(), "{}", case.name);
    assert_eq!(warnings(page, ".answers .answer", "dt"), entered, "on the review page of {}", case.name);
    assert!(page.ask("return [...root.querySelectorAll('.answers .warning')].every(isSeen)", &[]) == true);
    page.press(words::COMPLETE);
    page.wait_for_stage("complete");
    assert_eq!(warnings(page, ".sheet .answer", "dt"), entered, "on the paper of {}", case.name);
    assert_eq!(page.wait_until_told("complete")["application"]["answers"], *answers, "{}", case.name);
}
