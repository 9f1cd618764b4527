//! The host pages of `tests/hosts/`: ordinary pages, tools and people that affect the widget. Each page contains its
//! own story and the expected end; this reads the story, and does for it what no script can do.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde_json::Value;

use crate::harness::driver::{Driver, element};
use crate::harness::engines::Engine;
use crate::harness::hands::key;
use crate::harness::page::{run, run_expecting};
use crate::harness::{share, skip};

/// In a page: a fault that belongs to its story. It may have several.
const EXPECTED: &str = "<meta name=\"expected-fault\" content=\"";

/// In a page: why it cannot be told in WebKitGTK.
const NOT_IN_WEBKITGTK: &str = "<meta name=\"not-in-webkitgtk\" content=\"";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hosts")
}

/// The pages, without the ending of their files' names; or the one that is asked for.
fn situations() -> Vec<String> {
    if let Ok(name) = std::env::var("SHIKAKU_SITUATION") {
        return vec![name];
    }
    let names = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut pages: Vec<_> = names.filter_map(|name| Some(name.strip_suffix(".html")?.to_owned())).collect();
    pages.sort();
    pages
}

/// The contents of such elements of a page.
fn said<'p>(page: &'p str, element: &str) -> Vec<&'p str> {
    page.split(element).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0)).collect()
}

/// Opens a page, does what its story asks for, and returns how that ended.
fn outcome(driver: &Driver, name: &str) -> String {
    driver.open(&format!("/situations/{name}.html"));
    loop {
        let [asked, outcome] = driver.wait_for(&format!("the end of {name}"), || {
            let state =
                driver.execute("return [globalThis.situation?.asked, globalThis.situation?.outcome ?? null]", &[]);
            let [asked, outcome]: [Value; 2] = serde_json::from_value(state).unwrap();
            (asked != Value::Null || outcome != Value::Null).then_some([asked, outcome])
        });
        if let Some(outcome) = outcome.as_str() {
            return outcome.to_owned();
        }
        let deed = asked[0].as_str().unwrap();
        assert!(perform(driver, deed, &asked[1]), "{name} asks for what nobody does: {deed}");
        driver.execute("globalThis.situation.answer()", &[]);
    }
}

/// Does one thing for a story, unless nobody can.
fn perform(driver: &Driver, deed: &str, what: &Value) -> bool {
    let keys = || what.as_str().unwrap().chars();
    match deed {
        "type" => driver.press(&keys().collect::<Vec<_>>()),
        "shortcut" => driver.press_with(key::SHORTCUT, keys().next().unwrap()),
        "click" => driver.click(&element(what)),
        "double_click" => driver.click_times(&element(what), 2),
        "compose" => driver.engine().compose(driver, what.as_str().unwrap()),
        "compose_end" => driver.engine().compose_end(driver, what.as_str().unwrap()),
        "look_elsewhere" => driver.look_elsewhere(),
        _ => return false,
    }
    true
}

/// Opens a page and says how its story ended, if not as it expects.
fn complaint(name: &str) -> Option<String> {
    let page = std::fs::read_to_string(folder().join(format!("{name}.html"))).unwrap();
    if let (Engine::WebKitGtk, Some(reason)) = (Engine::chosen(), said(&page, NOT_IN_WEBKITGTK).first()) {
        skip(&format!("{name}: {reason}"));
        return None;
    }
    let story = || {
        run_expecting(&said(&page, EXPECTED), |driver| {
            let outcome = outcome(driver, name);
            assert!(outcome == "as expected", "{outcome}");
        });
    };
    let panic = catch_unwind(AssertUnwindSafe(story)).err()?;
    let words = panic.downcast_ref::<String>().map_or("", String::as_str);
    Some(format!("{name}: {}", words.lines().map(str::trim).take(4).collect::<Vec<_>>().join(" ")))
}

#[test]
fn every_host_page_ends_as_it_expects() {
    let situations = situations();
    assert!(!situations.is_empty());
    let complaints = Mutex::new(Vec::new());
    // A page that ends differently does not stop the others.
    share(&situations, |name| complaints.lock().unwrap().extend(complaint(name)));
    let mut complaints = complaints.into_inner().unwrap();
    complaints.sort();
    let (count, all) = (complaints.len(), situations.len());
    assert!(complaints.is_empty(), "{count} of {all} pages end otherwise:\n{}", complaints.join("\n"));
}

#[test]
fn host_page_that_does_not_end_as_it_expects_is_noticed() {
    run(|driver| {
        let outcome = outcome(driver, "detector/unmet");
        assert!(outcome.starts_with("true instead of false"), "{outcome}");
    });
}
