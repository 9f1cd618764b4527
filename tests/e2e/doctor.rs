//! The verdict of the module's `doctor()` on a page: none on a good one, and each fault of a bad one.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::bad_hosting::REFUSED;
use crate::harness::driver::Driver;
use crate::harness::engines::Engine;
use crate::harness::page::{run, run_expecting};
use crate::harness::skip;

type Found = BTreeMap<String, (Option<bool>, String)>;

/// Verdicts by check, with what was found.
fn diagnosis(driver: &Driver) -> Found {
    driver.wait_until("the diagnosis", || driver.execute("return typeof diagnosis === 'string'", &[]) == true);
    let diagnosis: Value = serde_json::from_str(driver.execute("return diagnosis", &[]).as_str().unwrap()).unwrap();
    let checks = diagnosis["checks"].as_array().unwrap();
    assert_eq!(diagnosis["ok"], checks.iter().all(|check| check["ok"] != false));
    assert!(checks.iter().all(|check| check["remedy"].as_str().is_some_and(|remedy| remedy.len() > 10)));
    let of = |check: &Value| (check["ok"].as_bool(), check["found"].as_str().unwrap().to_owned());
    checks.iter().map(|check| (check["id"].as_str().unwrap().to_owned(), of(check))).collect()
}

/// The checks that found a fault.
fn faults(found: &Found) -> Vec<&str> {
    found.iter().filter(|(_, (ok, _))| *ok == Some(false)).map(|(id, _)| id.as_str()).collect()
}

#[test]
fn good_page_has_nothing_that_could_be_better() {
    run(|driver| {
        driver.open("/pages/healthy.html");
        let found = diagnosis(driver);
        let others: Vec<_> = found.iter().filter(|(_, (ok, _))| *ok != Some(true)).collect();
        assert!(others.is_empty(), "{others:#?}");
        assert_eq!(found["wasm_type"].1, "application/wasm");
        assert_eq!(found["element"].1, env!("CARGO_PKG_VERSION"));
        assert!(found["policy"].1.contains("'wasm-unsafe-eval'"));
    });
}

#[test]
fn faults_of_a_page_are_named() {
    run_expecting(&REFUSED, |driver| {
        driver.open("/pages/ill.html");
        let found = diagnosis(driver);
        assert_eq!(faults(&found), ["element", "language", "preload", "wasm_integrity", "wasm_type"], "{found:#?}");
        assert!(found["wasm_type"].1.starts_with("text/plain"), "{found:#?}");
    });
}

#[test]
fn wrong_address_is_named() {
    let [digest, refused] = REFUSED;
    run_expecting(&["shikaku-form: missing", "log: 404 (Not Found)", digest, refused], |driver| {
        driver.open("/pages/lost.html");
        let found = diagnosis(driver);
        assert_eq!(faults(&found), ["wasm_served"], "{found:#?}");
        assert!(found["wasm_served"].1.contains("/pages/missing.wasm (404"), "{found:#?}");
    });
}

#[test]
fn policy_that_keeps_the_form_away_is_named() {
    if !Engine::chosen().holds_meta_policies() {
        return skip("it does not hold the policy of a <meta> element against WebAssembly");
    }
    run_expecting(&["policy: script-src", "shikaku-form: policy"], |driver| {
        driver.open("/pages/forbidden.html");
        let found = diagnosis(driver);
        assert_eq!(faults(&found), ["wasm_allowed"], "{found:#?}");
    });
}
