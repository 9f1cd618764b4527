//! The widget on a server in trouble: the page's author learns what to mend, and the visitor loses nothing.

use serde_json::json;

use crate::harness::driver::Driver;
use crate::harness::engines::Engine;
use crate::harness::page::{Page, run, run_expecting, words};
use crate::harness::sample_answers::internet;

/// Opens a page whose form fails to start. The visitor reads a calm sentence in the page's language beside the fallback
/// content; the page's author gets this kind, with cause and remedy, in the event and in the console.
fn fails_with<'d>(driver: &'d Driver, path: &str, kind: &str) -> Page<'d> {
    driver.open(path);
    let page = Page::unready(driver, "shikaku-form");
    let told = page.wait_until_told("error");
    assert_eq!(told["kind"], kind, "{told}");
    let text = |name: &str| told[name].as_str().unwrap_or_default().to_owned();
    assert!(!text("cause").is_empty() && text("remedy").len() > 20, "{told}");
    assert_eq!(told["problems"], json!([]));
    let language = driver.execute("return document.documentElement.lang", &[]);
    let sentence = if language == "ja" {
        "入力フォームを読み込めませんでした。"
    } else {
        "The form could not be loaded."
    };
    assert!(page.text(".failure").starts_with(sentence), "{}", page.text(".failure"));
    assert_eq!(page.ask("return isSeen(widget.querySelector('p'))", &[]), true, "the page's own words");
    page
}

/// The words in the console, and what the browser itself says of it.
fn run_failing(path: &str, kind: &str, others: &[&str]) {
    let told = format!("shikaku-form: {kind}: ");
    let expected: Vec<&str> = [told.as_str()].into_iter().chain(others.iter().copied()).collect();
    run_expecting(&expected, |driver| {
        fails_with(driver, path, kind);
    });
}

/// A browser's message about a file other than the requested one.
pub(crate) const REFUSED: [&str; 2] = ["log: Failed to find a valid digest", "log: SRI's integrity checks failed"];

#[test]
fn wasm_that_is_missing_is_told() {
    run_failing("/faults/missing/pages/fault.html", "missing", &["log: 404 (Not Found)"]);
}

#[test]
fn wasm_whose_place_another_page_takes_is_told() {
    run_failing("/faults/other-page/pages/fault.html", "missing", &REFUSED);
}

#[test]
fn wasm_that_is_cut_off_is_told() {
    run_failing("/faults/truncated/pages/fault.html", "truncated", &REFUSED);
}

#[test]
fn wasm_of_which_one_byte_was_changed_is_not_started() {
    run_failing("/faults/tampered/pages/fault.html", "integrity", &REFUSED);
}

#[test]
fn wasm_on_an_origin_that_does_not_share_it_is_told() {
    run_failing(
        "/faults/other-origin/pages/fault.html",
        "cross_origin",
        &["log: blocked by CORS policy", "log: net::ERR_FAILED"],
    );
}

#[test]
fn policy_without_wasm_is_told() {
    // WebKitGTK 2.50 sends no event when a policy forbids WebAssembly.
    let is_told = Engine::chosen() != Engine::WebKitGtk;
    let others: &[&str] = if is_told { &["policy: script-src"] } else { &[] };
    run_failing("/faults/no-wasm/pages/fault.html", "policy", others);
}

#[test]
fn policy_without_fetch_is_told() {
    let others = ["policy: connect-src", "log: directive: \\\"connect-src 'none'\\\"", "log: Refused to connect"];
    run_failing("/faults/no-fetch/pages/fault.html", "policy", &others);
}

#[test]
fn browser_without_webassembly_is_told() {
    run_failing("/pages/old.html", "old_browser", &[]);
}

#[test]
fn browser_without_a_feature_of_webassembly_is_told() {
    run_failing("/pages/old.html?features", "old_browser", &[]);
}

#[test]
fn wasm_that_is_served_as_another_type_works_and_is_told() {
    run(|driver| {
        let page = Page::open_at(driver, "/faults/wrong-type/pages/fault.html");
        let told = page.wait_until_told("error");
        assert_eq!((&told["kind"], &told["remedy"]), (&json!("mime_type"), &json!("serve it as application/wasm")));
        assert_eq!(page.text(".failure"), "", "the person has nothing to do about it");
        page.enter_all(internet());
        let warned = driver.execute("return warned.join()", &[]);
        assert!(warned.as_str().unwrap().contains("serve it as application/wasm"), "{warned}");
    });
}

#[test]
fn page_without_storage_and_clipboard_works_to_the_end() {
    run(|driver| {
        let page = Page::open_at(driver, "/faults/sandbox/pages/fault.html");
        let storage = "try { return String(localStorage) } catch (error) { return error.name }";
        assert_eq!(driver.execute(storage, &[]), "SecurityError", "this is no sandbox");
        page.enter_all(internet());
        page.complete();
        page.wait_until_told("complete");
        page.press(words::COPY);
        page.wait_until("[...root.querySelectorAll('.done')].some((status) => status.textContent !== '')");
    });
}

#[test]
fn element_that_is_removed_while_it_loads_is_not_drawn_and_may_come_back() {
    run(|driver| {
        driver.open("/faults/held-removed/pages/fault.html");
        let page = Page::unready(driver, "shikaku-form");
        page.ask("window.kept = widget; widget.remove()", &[]);
        driver.release("removed");
        // By then the element would have used the WebAssembly.
        let started = "const { init } = await import('/faults/held-removed/shikaku-form.js');
                       await init();
                       await new Promise((next) => setTimeout(next))";
        driver.execute_async(started, &[]);
        assert_eq!(driver.execute("return kept.shadowRoot?.querySelector('.item') ?? null", &[]), json!(null));
        assert_eq!(driver.execute("return told.length", &[]), 0);
        driver.execute("document.querySelector('main').append(kept)", &[]);
        page.wait_until_ready();
        assert_eq!(page.told("ready").len(), 1);
    });
}
