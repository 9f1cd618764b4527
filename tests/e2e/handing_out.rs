//! Files and texts that leave the page, and whether they count as saved: in ordinary pages, frames, sandboxes and apps'
//! web views.

use serde_json::{Value, json};

use crate::harness::page::{Page, run, words};
use crate::harness::sample_answers::{SECRET, internet};

/// The question before the browser leaves the page.
const WARNS: &str = "return !dispatchEvent(new Event('beforeunload', { cancelable: true }))";

/// Environments that may drop a file silently.
const DOUBTFUL: [(&str, &str); 5] = [
    (
        "the browser of an app on Android",
        "Object.defineProperty(navigator, 'userAgent', { value: 'Mozilla/5.0 (Linux; Android 14; SO-51D; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0 Mobile Safari/537.36 Line/14.0.0/IAB' })",
    ),
    (
        "the browser of an app on iOS",
        "Object.defineProperty(navigator, 'userAgent', { value: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari Line/14.0.0' })",
    ),
    (
        "a frame of another origin",
        "Object.defineProperty(window, 'parent', { value: {} });
         Object.defineProperty(window, 'frameElement', { value: null })",
    ),
    (
        "a frame that may not download",
        "const frame = document.createElement('iframe');
         frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');
         Object.defineProperty(window, 'parent', { value: { parent: null } });
         Object.defineProperty(window, 'frameElement', { value: frame })",
    ),
    ("a page without the click of links", "HTMLAnchorElement.prototype.click = () => { throw new Error('not here') }"),
];

#[test]
fn file_that_may_not_arrive_is_not_called_saved() {
    run(|driver| {
        for (place, surround) in DOUBTFUL {
            let page = Page::open(driver);
            driver.execute(surround, &[]);
            page.enter("terms_consent", &json!(true));
            page.press(words::SAVE);
            page.wait_until("root.querySelector('form + .done').textContent.includes('この画面では分かりません')");
            assert_eq!(driver.execute(WARNS, &[]), true, "{place}");
            let draft: Value = serde_json::from_str(&page.text("form + .done + div .export-text")).unwrap();
            assert_eq!(draft["answers"]["terms_consent"], true, "{place}");
            assert!(page.ask("return button(one) !== undefined", &[json!(words::COPY)]) == true, "{place}");
        }
    });
}

#[test]
fn export_that_may_not_arrive_is_not_called_saved() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(internet());
        page.complete();
        driver.execute(DOUBTFUL[0].1, &[]);
        page.press(words::DOWNLOAD);
        page.wait_until("[...root.querySelectorAll('.done')].at(-1).textContent.includes('この画面では分かりません')");
        assert_eq!(driver.execute(WARNS, &[]), true);
    });
}

#[test]
fn frame_that_lets_files_out_is_like_a_page() {
    run(|driver| {
        let page = Page::open(driver);
        driver.execute(
            "const frame = document.createElement('iframe');
             frame.setAttribute('sandbox', 'allow-scripts allow-downloads');
             const top = {};
             top.parent = top;
             Object.defineProperty(window, 'parent', { value: top });
             Object.defineProperty(window, 'frameElement', { value: frame })",
            &[],
        );
        page.enter("terms_consent", &json!(true));
        page.press(words::SAVE);
        page.wait_until("root.querySelector('form + .done').textContent.includes('に保存しました。')");
        assert_eq!(driver.execute(WARNS, &[]), false);
        assert_eq!(driver.downloaded()["answers"]["terms_consent"], true);
    });
}

#[test]
fn what_the_browser_is_asked_for_is_asked_of_the_window_that_the_widget_stands_in() {
    run(|driver| {
        Page::open(driver);
        driver.execute(
            "window.frame = document.createElement('iframe');
             frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');
             frame.width = 900;
             frame.height = 700;
             window.form = document.querySelector('shikaku-form');
             document.body.prepend(frame)",
            &[],
        );
        let until = |condition: &str| {
            driver.wait_until(condition, || driver.execute(&format!("return {condition}"), &[]) == true);
        };
        until("frame.contentDocument?.readyState === 'complete'");
        driver.execute_async(
            "// Firefox lets the frame go to the file, which the page's policy forbids.
             frame.contentWindow.HTMLAnchorElement.prototype.click = () => {};
             frame.contentDocument.body.append(form);
             await new Promise((next) => setTimeout(next, 0))",
            &[],
        );
        until("form.shadowRoot.querySelector('.save') !== null");
        driver.execute("form.shadowRoot.querySelector('.save').click()", &[]);
        until("form.shadowRoot.querySelector('form + .done').textContent.includes('この画面では分かりません')");
        driver.execute("form.shadowRoot.querySelector('.reset').click()", &[]);
        until("form.shadowRoot.activeElement?.className === 'reset-question'");
        let top = "form.shadowRoot.activeElement.getBoundingClientRect().top";
        // It may be broken off by a part of a pixel.
        until(&format!("{top} > -1 && {top} < frame.contentWindow.innerHeight"));
    });
}

#[test]
fn translator_leaves_alone_what_is_typed_over_or_kept() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(internet());
        page.press(words::SAVE);
        let file = "root.querySelector('.done [translate=no]')?.textContent";
        page.wait_until(&format!("{file}?.endsWith('.json')"));
        page.press(words::TO_REVIEW);
        page.wait_for_stage("review");
        page.press("表示する");
        assert_eq!(page.text(".revealed[translate=no]"), SECRET);
        page.press(words::COMPLETE);
        page.wait_for_stage("complete");
        for kept in [".export-text", ".transfer .answer-text"] {
            let all = format!("return [...root.querySelectorAll('{kept}')].map((one) => one.translate)");
            let all: Vec<bool> = serde_json::from_value(page.ask(&all, &[])).unwrap();
            assert!(!all.is_empty() && !all.contains(&true), "{kept}: {all:?}");
        }
        assert_eq!(page.ask("return root.querySelector('.title').translate", &[]), true);
    });
}

#[test]
fn box_of_a_secret_is_in_a_form_of_its_own_and_for_no_login() {
    run(|driver| {
        let page = Page::open(driver);
        let boxes = page.ask(
            "return [...root.querySelectorAll('input[type=password]')].map((one) => [new Set([...one.form.elements].map(({ type }) => type)).size, one.getAttribute('autocomplete'), one.dataset.secret])",
            &[],
        );
        assert_eq!(
            boxes,
            json!([[2, "one-time-code", ""], [2, "one-time-code", ""]]),
            "boxes for passwords and a button"
        );
    });
}
