//! The whole-form cases of `tests/cases`, typed into the real pages.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::harness::engines::Engine;
use crate::harness::page::{Page, run, words};
use crate::harness::sample_answers::today;
use crate::harness::share;
use crate::support::cases::{Case, cases};

#[test]
fn whole_form_typed_into_the_page_gives_what_its_case_says() {
    run_shared("/index.html", cases(today(), "forms"));
}

#[test]
fn hosts_form_typed_into_its_page_gives_what_its_case_says() {
    run_shared("/hosts/hearing-sheet.html", cases(today(), "hearing-sheet"));
}

fn run_shared(page: &str, mut cases: Vec<Case>) {
    if !Engine::chosen().runs_checkers() {
        leave_what_is_new(&mut cases);
    }
    share(&cases, |case| run(|driver| check(&Page::open_at(driver, page), case)));
}

/// All of them are typed in one engine. Every verdict comes from the same WebAssembly: what another engine does is to
/// enter each field, and to show errors, warnings, notes and answers.
fn leave_what_is_new(cases: &mut Vec<Case>) {
    let mut seen = BTreeSet::new();
    cases.retain(|case| {
        let shown = [("an error", &case.errors), ("a warning", &case.warnings), ("a note", &case.notes)];
        let shown = shown.into_iter().filter(|(_, findings)| !findings.is_empty()).map(|(what, _)| what);
        let answers = case.answers.is_some().then_some("answers, all of them");
        let fields = case.enter.iter().map(|(field, _)| field.as_str());
        let before = seen.len();
        seen.extend(fields.chain(shown).chain(answers).map(str::to_owned));
        seen.len() > before
    });
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
    let fields = |expected: &BTreeMap<String, String>| expected.keys().cloned().collect::<Vec<_>>();
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
