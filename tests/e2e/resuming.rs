//! Leaving the form and coming back: draft files, the browser's back button, the warning before answers are lost.

use serde_json::{Value, json};

use crate::harness::driver::Driver;
use crate::harness::engines::Engine;
use crate::harness::page::{Page, run, run_in_new_browser, words};
use crate::harness::sample_answers::{SECRET, internet, ip_vpn, start_month};
use crate::harness::skip;

pub(crate) const FILE: &str = "root.querySelector('.file')";
pub(crate) const REPORT: &str = "root.querySelector('.stage:not([hidden]) .opened-file:not([hidden])')?.textContent";

/// Chooses a file with this text, as the dialog of the browser does.
pub(crate) fn choose_file(page: &Page<'_>, text: &str) {
    page.ask(
        &format!("const input = {FILE}; input.files = filesOf(one); input.dispatchEvent(new Event('change', {{ bubbles: true }}))"),
        &[json!(text)],
    );
}

/// Drops such a file on the form: whether the page keeps the browser from opening it, and shows that it may be dropped.
pub(crate) fn drop_file(page: &Page<'_>, text: &str) -> Value {
    drop_files(page, "filesOf(one)", text)
}

/// Drops the result of an expression over a text.
pub(crate) fn drop_files(page: &Page<'_>, files: &str, text: &str) -> Value {
    page.ask(
        &format!(
            "const place = root.querySelector('.item');
             const send = (kind) => {{
                 const event = new DragEvent(kind, {{ bubbles: true, cancelable: true, composed: true }});
                 // In WebKit a script cannot create a DataTransfer.
                 Object.defineProperty(event, 'dataTransfer', {{ value: {{ types: ['Files'], files: {files} }} }});
                 return [!place.dispatchEvent(event), root.querySelector('[data-dropping]') !== null];
             }};
             return [send('dragover'), send('drop')]"
        ),
        &[json!(text)],
    )
}

pub(crate) fn says(page: &Page<'_>, words: &str) {
    page.wait_until(&format!("{REPORT}?.includes({})", json!(words)));
}

/// Whether the browser would ask before it leaves the page.
fn warns(driver: &Driver) -> bool {
    let asked = "const event = new Event('beforeunload', { cancelable: true });
                 return !dispatchEvent(event)";
    driver.execute(asked, &[]) == true
}

pub(crate) fn saved(page: &Page<'_>) -> Value {
    page.press(words::SAVE);
    page.driver.downloaded()
}

#[test]
fn draft_that_was_saved_is_opened_again_and_lacks_the_secret_alone() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(ip_vpn());
        let file = saved(&page).to_string();
        assert!(!file.contains(SECRET), "{file}");
        let page = Page::open(driver);
        choose_file(&page, &file);
        page.wait_until("value('customer_id_digits') === '0123456789'");
        assert!(page.is_shown("customer_id"));
        assert_eq!(page.value("planned_start_month"), json!(start_month()));
        assert_eq!(page.value("secret_number"), "");
        says(&page, "秘密の番号：ファイルには保存されません。もう一度入力してください。");
        page.wait_for_focus("opened-file");
        page.enter_all([("secret_number", json!(SECRET)), ("secret_number_repeat", json!(SECRET))]);
        page.press(words::TO_REVIEW);
        page.wait_for_stage("review");
    });
}

#[test]
fn application_that_is_dropped_on_the_form_starts_a_change() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(ip_vpn());
        page.complete();
        page.press(words::DOWNLOAD);
        let file = driver.downloaded().to_string();
        let page = Page::open(driver);
        assert_eq!(drop_file(&page, &file), json!([[true, true], [true, false]]));
        page.wait_until("value('application_type') === 'change'");
        assert_eq!(page.value("customer_id_prefix"), "CAF");
        assert_eq!(page.value("customer_id_digits_repeat"), "0123456789");
    });
}

#[test]
fn file_that_is_read_when_the_view_has_gone_is_let_go() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(internet());
        let file = saved(&page).to_string();
        let read =
            "window.kept = widget; widget.remove(); return filesOf(one)[0].text().then(() => frame()).then(frame)";
        drop_file(&page, &file);
        page.ask_async(read, &[json!(file)]);
        driver.execute("document.body.append(kept)", &[]);
        page.wait_until_ready();
        page.enter("terms_consent", &json!(true));
    });
}

#[test]
fn opened_file_takes_the_old_errors_away() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(internet());
        let file = saved(&page).to_string();
        let page = Page::open(driver);
        page.press(words::TO_REVIEW);
        page.wait_for_focus("summary");
        choose_file(&page, &file);
        says(&page, "入力しました。");
        page.wait_until("root.querySelector('.summary') === null");
        assert_eq!(page.fields_with("error"), Vec::<String>::new());
    });
}

#[test]
fn draft_that_could_not_be_opened_again_is_not_saved() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(ip_vpn());
        // WebKit keeps no more than 512 KiB in one box.
        let both = "for (const field of ['customer_id_digits', 'customer_id_digits_repeat']) put(field, one)";
        page.ask(both, &[json!("0".repeat(1 << 20))]);
        page.press(words::SAVE);
        page.wait_until("root.querySelector('.done').textContent.includes('「お客さまID」の入力が長すぎる')");
        assert!(warns(driver), "nothing was saved");
        page.ask(both, &[json!("0123456789")]);
        assert_eq!(saved(&page)["answers"]["customer_id_digits"], "0123456789", "the one file that was handed out");
        assert!(!warns(driver));
    });
}

#[test]
fn browser_does_not_ask_once_a_form_of_the_host_has_taken_the_answers() {
    run(|driver| {
        let page = Page::open_at(driver, "/pages/form.html");
        page.enter_all(internet());
        page.complete();
        assert!(warns(driver));
        page.click("document.querySelector('#send')");
        driver.wait_until("the host's form to be sent", || !warns(driver));
        page.press("入力画面に戻る");
        page.wait_for_stage("entry");
        assert!(!warns(driver));
        page.enter("terms_consent", &json!(false));
        assert!(warns(driver), "changed since");
    });
}

#[test]
fn browser_asks_before_answers_are_lost_and_not_once_they_are_saved() {
    run(|driver| {
        let page = Page::open(driver);
        assert!(!warns(driver), "nothing was entered");
        page.enter("terms_consent", &json!(true));
        assert!(warns(driver));
        saved(&page);
        assert!(!warns(driver), "saved");
        page.enter("terms_consent", &json!(false));
        assert!(warns(driver), "changed since");
        page.press(words::RESET);
        page.press(words::RESET_YES);
        page.wait_until("value('line_type') === ''");
        assert!(!warns(driver), "reset");
    });
}

/// Leaves the page, and comes back by the browser's button.
fn come_back(driver: &Driver) -> Page<'_> {
    // A page that listens for its end is loaded again; any other may be kept whole.
    driver.execute("addEventListener('unload', () => {})", &[]);
    driver.open("/application.schema.json");
    driver.back();
    Page::of(driver, "shikaku-form")
}

#[test]
fn back_button_brings_the_answers_back_into_a_form_that_its_host_gives_late() {
    if Engine::chosen() == Engine::WebKitGtk {
        return skip("it keeps whole pages for the way back, but none while a driver steers it");
    }
    run_in_new_browser(|driver| {
        driver.open("/pages/two.html");
        let page = Page::of(driver, "#first");
        let give = "widget.definition = { ...builtInDefinition(), id: 'of_the_host' }";
        page.ask(give, &[]);
        page.wait_until("widget.definition !== undefined");
        page.wait_until_ready();
        page.enter_all(ip_vpn());
        come_back(driver);
        let page = Page::of(driver, "#first");
        assert_eq!(page.value("line_type"), "", "they are of another form");
        page.ask(give, &[]);
        page.wait_until("value('customer_id_digits') === '0123456789'");
    });
}

#[test]
fn back_button_brings_the_answers_back_without_the_secret() {
    if Engine::chosen() == Engine::WebKitGtk {
        return skip("it keeps whole pages for the way back, but none while a driver steers it");
    }
    run_in_new_browser(|driver| {
        let page = Page::open(driver);
        page.enter_all(ip_vpn());
        let page = come_back(driver);
        page.wait_until("value('customer_id_digits') === '0123456789'");
        assert_eq!(page.value("planned_start_month"), json!(start_month()));
        assert!(page.is_shown("customer_id"));
        assert_eq!(["secret_number", "secret_number_repeat"].map(|field| page.value(field)), ["", ""]);
        assert!(warns(driver), "they would be lost again");
    });
}

#[test]
fn page_that_the_browser_keeps_whole_comes_back_without_the_secret() {
    if Engine::chosen() == Engine::WebKitGtk {
        return skip("it keeps whole pages for the way back, but none while a driver steers it");
    }
    run_in_new_browser(|driver| {
        let page = Page::open(driver);
        page.enter_all(ip_vpn());
        driver.execute("window.isKept = true", &[]);
        driver.open("/application.schema.json");
        driver.back();
        let page = Page::of(driver, "shikaku-form");
        assert_eq!(driver.execute("return window.isKept", &[]), true);
        assert_eq!(page.value("customer_id_digits"), "0123456789");
        assert_eq!(["secret_number", "secret_number_repeat"].map(|field| page.value(field)), ["", ""]);
    });
}
