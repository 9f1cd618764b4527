//! The host pages of `tests/hosts/`: what ordinary pages, tools and people do to the widget. Each tells on its own page
//! what happens there and what has to come of it; here its story is read, and what no script can do is done for it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Mutex;

use serde_json::Value;

use crate::harness::driver::{Driver, element};
use crate::harness::page::run;
use crate::harness::share;

/// The pages, without the ending of their files' names; or the one that is asked for.
fn situations() -> Vec<String> {
    if let Ok(name) = std::env::var("SHIKAKU_SITUATION") {
        return vec![name];
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hosts");
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut pages: Vec<_> = names.filter_map(|name| Some(name.strip_suffix(".html")?.to_owned())).collect();
    pages.sort();
    pages
}

/// Opens a page, does what its story asks for, and returns how that ended.
fn outcome(driver: &Driver, name: &str) -> String {
    driver.open(&format!("/situations/{name}.html"));
    driver.wait_until("the page's story", || driver.execute("return 'situation' in globalThis", &[]) == true);
    loop {
        let [asked, outcome] = driver.wait_for(&format!("the end of {name}"), || {
            let state = driver.execute("return [globalThis.situation.asked, globalThis.situation.outcome]", &[]);
            let [asked, outcome]: [Value; 2] = serde_json::from_value(state).unwrap();
            (asked != Value::Null || outcome != Value::Null).then_some([asked, outcome])
        });
        if let Some(outcome) = outcome.as_str() {
            return outcome.to_owned();
        }
        match asked[0].as_str().unwrap() {
            "type" => driver.press(&asked[1].as_str().unwrap().chars().collect::<Vec<_>>()),
            "click" => driver.click(&element(&asked[1])),
            deed => panic!("{name} asks for what nobody does: {deed}"),
        }
        driver.execute("globalThis.situation.answer()", &[]);
    }
}

#[test]
fn every_host_page_ends_as_it_expects() {
    let situations = situations();
    assert!(!situations.is_empty());
    let failed = Mutex::new(Vec::new());
    share(&situations, |name| {
        let story = || run(|driver| assert_eq!(outcome(driver, name), "as expected", "{name}"));
        // The reason has been printed by then; the other pages are opened all the same.
        if catch_unwind(AssertUnwindSafe(story)).is_err() {
            failed.lock().unwrap().push(name.clone());
        }
    });
    let failed = failed.into_inner().unwrap();
    assert!(failed.is_empty(), "{failed:?}");
}

#[test]
fn host_page_that_does_not_end_as_it_expects_is_noticed() {
    run(|driver| {
        let outcome = outcome(driver, "detector/unmet");
        assert!(outcome.starts_with("true instead of false"), "{outcome}");
    });
}
