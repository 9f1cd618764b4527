//! A secret is searched for wherever a page can leave something, at every step of a whole run. The search is first
//! tried on a planted canary.

use serde_json::{Value, json};

use crate::harness::driver::Driver;
use crate::harness::page::{Page, run, run_in_new_browser, words};
use crate::harness::sample_answers::{SECRET, internet};

/// The places where the canary is. Asking leaves nothing itself.
fn traces(driver: &Driver) -> Vec<String> {
    serde_json::from_value(driver.execute_async("return tracesOf(arguments[0])", &[json!(SECRET)])).unwrap()
}

#[track_caller]
fn assert_no_trace(driver: &Driver, when: &str) {
    assert_eq!(traces(driver), Vec::<String>::new(), "{when}");
    if driver.engine().prints() {
        assert!(!driver.printed().contains(SECRET), "on paper {when}");
    }
}

#[test]
fn search_finds_a_secret_that_was_put_there() {
    run_in_new_browser(|driver| {
        let page = Page::open_at(driver, "/pages/secrets.html");
        assert_no_trace(driver, "before");
        // The clipboard may refuse; asking it counts.
        page.ask("plant(one)", &[json!(SECRET)]);
        let places = [
            "address",
            "attribute",
            "clipboard",
            "console",
            "event",
            "form",
            "internals",
            "message",
            "network",
            "storage",
            "text",
        ];
        assert_eq!(traces(driver), places);
        if driver.engine().prints() {
            assert!(driver.printed().contains(SECRET), "on paper");
        }
        driver.execute("localStorage.clear()", &[]);
    });
}

#[test]
fn secret_is_left_nowhere_from_the_first_key_to_the_export() {
    run_in_new_browser(|driver| {
        let page = Page::open_at(driver, "/pages/secrets.html");
        let loaded = "return performance.getEntriesByType('resource').length";
        let before = driver.execute(loaded, &[]);
        page.enter_all(internet());
        page.enter("secret_number_repeat", &json!("1"));
        assert_no_trace(driver, "after typing");
        page.press(words::TO_REVIEW);
        page.wait_for_focus("summary");
        assert_no_trace(driver, "with an error");
        page.enter("secret_number", &json!("４８３１"));
        page.enter("secret_number_repeat", &json!(SECRET));
        page.press("途中まで保存する");
        let draft = driver.downloaded();
        assert!(!draft.to_string().contains(SECRET), "in the draft: {draft}");
        assert_no_trace(driver, "after tidying and saving");
        page.press(words::TO_REVIEW);
        page.wait_for_stage("review");
        assert_no_trace(driver, "on the review page");
        page.press("表示する");
        assert_eq!(traces(driver), ["text"], "shown because the person asks");
        page.press("隠す");
        assert_no_trace(driver, "once it is hidden again");
        page.press(words::COMPLETE);
        page.wait_for_stage("complete");
        assert!(!page.wait_until_told("complete").to_string().contains(SECRET));
        page.press(words::DOWNLOAD);
        let export = driver.downloaded();
        assert!(!export.to_string().contains(SECRET), "in the export: {export}");
        page.press(words::COPY);
        page.wait_until("[...root.querySelectorAll('.done')].some((status) => status.textContent !== '')");
        assert_no_trace(driver, "on the last page");
        assert_eq!(driver.execute(loaded, &[]), before, "something was loaded after the widget was ready");
        let kept = driver.execute("return localStorage.length + sessionStorage.length + document.cookie.length", &[]);
        assert_eq!(kept, 0, "nothing else is kept either");
        driver.execute("dispatchEvent(new Event('pagehide'))", &[]);
        assert_no_trace(driver, "in what the browser keeps for the way back");
        asks_of_the_host_leave_no_trace(driver, &page);
    });
}

/// Reports, the value for the host's form, and the element's coming back.
fn asks_of_the_host_leave_no_trace(driver: &Driver, page: &Page<'_>) {
    let told = page.ask("return [widget.value, widget.validationMessage, widget.validate(), Object.keys(widget)]", &[]);
    assert!(!told.to_string().contains(SECRET), "{told}");
    page.ask("window.kept = widget; widget.remove()", &[]);
    driver.execute_async("await new Promise((next) => setTimeout(next))", &[]);
    driver.execute("document.querySelector('form').append(kept)", &[]);
    page.wait_until_ready();
    assert_eq!((page.value("line_type"), page.value("secret_number")), (json!("internet_ipsec_ike"), json!("")));
    assert_no_trace(driver, "after coming back");
}

#[test]
fn secret_is_not_copied_even_after_the_tick() {
    run_in_new_browser(|driver| {
        let page = Page::open_at(driver, "/pages/secrets.html");
        page.enter_all(internet());
        page.complete();
        page.click("root.querySelector('.include-secret')");
        assert_no_trace(driver, "before anything is handed out");
        page.press(words::COPY);
        page.wait_until("[...root.querySelectorAll('.done')].some((status) => status.textContent !== '')");
        assert_no_trace(driver, "after the copy");
        let told: Vec<Value> = page.told("complete");
        assert!(!json!(told).to_string().contains(SECRET), "{told:?}");
    });
}

#[test]
fn secret_is_shown_on_request_where_it_is_typed_into_the_portal() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(internet());
        page.complete();
        let line =
            "[...root.querySelectorAll('.transfer li')].find((line) => line.textContent.startsWith('秘密の番号'))";
        assert!(!page.text(".transfer").contains(SECRET));
        page.click(&format!("{line}.querySelector('button')"));
        page.wait_until(&format!("{line}.querySelector('.revealed').textContent === '{SECRET}'"));
        if driver.engine().prints() {
            assert!(!driver.printed().contains(SECRET), "not on paper");
        }
        page.click(&format!("{line}.querySelector('button')"));
        page.wait_until(&format!("{line}.querySelector('.revealed').textContent === ''"));
    });
}
