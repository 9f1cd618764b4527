//! The widget in a host's page: several, moved, removed, configured, and when something is wrong.

use serde_json::json;

use crate::harness::driver::Driver;
use crate::harness::file_address;
use crate::harness::page::{Page, run, run_expecting, words};
use crate::harness::sample_answers::{SECRET, internet, ip_vpn};

#[test]
fn two_widgets_on_one_page_do_not_meet() {
    run(|driver| {
        driver.open("/pages/two.html");
        let (first, second) = (Page::of(driver, "#first"), Page::of(driver, "#second"));
        first.enter_all(internet());
        assert_eq!(second.value("line_type"), "");
        first.press(words::TO_REVIEW);
        first.wait_for_stage("review");
        assert_eq!(second.stage(), "entry");
        assert!(!first.told("change").is_empty());
        assert!(second.told("change").is_empty());
        let ids =
            "[...document.querySelectorAll('shikaku-form')].map((form) => form.shadowRoot.querySelector('.item').id)";
        let ids = driver.execute(&format!("return new Set({ids}).size"), &[]);
        assert_eq!(ids, 2);
    });
}

#[test]
fn second_widget_is_english_prefilled_and_its_type_is_fixed() {
    run(|driver| {
        driver.open("/pages/two.html");
        let page = Page::of(driver, "#second");
        assert!(page.text("legend").starts_with("Application type"));
        assert_eq!(page.ask("return part('application_type')", &[]), json!(null), "no radios");
        assert!(page.text(".fixed").starts_with("Change"));
        driver.execute("document.querySelector('#second').prefill = { line_type: 'ip_vpn', terms_consent: true }", &[]);
        page.wait_until("part('line_type')?.value === 'ip_vpn'");
        assert!(page.is_shown("customer_id"));
    });
}

#[test]
fn element_that_is_moved_keeps_everything() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(internet());
        driver.execute("document.body.prepend(document.querySelector('shikaku-form'))", &[]);
        assert_eq!(page.value("secret_number"), SECRET);
        page.press(words::TO_REVIEW);
        page.wait_for_stage("review");
        assert_eq!(page.told("ready").len(), 1);
    });
}

#[test]
fn element_that_is_removed_keeps_its_answers_and_drops_its_secret() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(ip_vpn());
        driver.execute("window.kept = document.querySelector('shikaku-form'); kept.remove()", &[]);
        driver.wait_until("the view to be gone", || {
            driver.execute("return kept.shadowRoot.querySelector('.item') === null", &[]) == true
        });
        driver.execute("document.body.append(kept)", &[]);
        page.wait_until_ready();
        assert_eq!(page.value("customer_id_digits"), "0123456789");
        assert_eq!(page.value("secret_number"), "");
        driver.execute_async(
            "for (let turn = 0; turn < 20; turn += 1) {
                 kept.remove();
                 await new Promise((next) => setTimeout(next));
                 document.body.append(kept);
                 await new Promise((next) => setTimeout(next));
             }",
            &[],
        );
        page.wait_until_ready();
        assert_eq!(page.value("customer_id_digits"), "0123456789");
    });
}

#[test]
fn page_opened_from_disk_works_to_the_end_without_a_server() {
    run(|driver| {
        driver.open_address(&file_address("dist/standalone.html"));
        let page = Page::of(driver, "shikaku-form");
        page.enter_all(ip_vpn());
        page.complete();
        let loaded = "return performance.getEntriesByType('resource').map((entry) => entry.name)";
        assert_eq!(driver.execute(loaded, &[]), json!([]));
        page.press(words::DOWNLOAD);
        assert_eq!(driver.downloaded()["answers"]["customer_id"], "CAF0123456789");
    });
}

#[test]
fn host_is_told_stage_and_counts_and_never_a_value() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(internet());
        let last = page.told("change").pop().unwrap();
        assert_eq!(last, json!({ "stage": "entry", "answered": 6, "required": 6 }));
        page.press(words::TO_REVIEW);
        page.wait_for_stage("review");
        page.wait_until("told[told.length - 1].detail.stage === 'review'");
        let events = driver.execute("return told.every(({ bubbles, composed }) => bubbles && composed)", &[]);
        assert_eq!(events, true);
        let report = driver.execute("return document.querySelector('shikaku-form').validate()", &[]);
        assert_eq!(report["valid"], true);
        assert!(!report.to_string().contains(SECRET));
    });
}

#[test]
fn method_validate_shows_every_error() {
    run(|driver| {
        let page = Page::open(driver);
        let report = driver.execute("return document.querySelector('shikaku-form').validate()", &[]);
        assert_eq!((&report["valid"], &report["application"]), (&json!(false), &json!(null)));
        page.wait_for_focus("summary");
        assert_eq!(page.fields_with("error").len(), 5);
        driver.execute("document.querySelector('shikaku-form').reset()", &[]);
        page.wait_until("Object.keys(findings('error')).length === 0");
    });
}

fn is_fallback_seen(driver: &Driver) -> bool {
    let seen = "return document.querySelector('shikaku-form > :not(noscript)').checkVisibility()";
    driver.execute(seen, &[]) == true
}

#[test]
fn fallback_of_the_host_is_seen_until_the_form_is_there() {
    run(|driver| {
        driver.open("/faults/held-fallback/pages/fault.html");
        assert!(is_fallback_seen(driver), "while the form is on its way");
        driver.release("fallback");
        Page::of(driver, "shikaku-form");
        assert!(!is_fallback_seen(driver), "once it is there");
    });
}

#[test]
fn answer_that_shows_one_item_and_hides_another_tells_of_both() {
    run(|driver| {
        driver.open("/pages/two.html");
        let page = Page::of(driver, "#first");
        driver.execute(
            "const definition = builtInDefinition();
             const item = definition.items.find(({ id }) => id === 'planned_start_month');
             item.shown = { field: 'line_type', is: 'internet_ipsec_ike' };
             document.querySelector('#first').definition = definition;",
            &[],
        );
        page.wait_until("!isSeen(root.querySelector(`#${prefix}planned_start_month-item`))");
        page.enter("line_type", &json!("ip_vpn"));
        page.enter("line_type", &json!("internet_ipsec_ike"));
        let said = "root.querySelector('.widget > [role=status]').textContent";
        page.wait_until(&format!("/^入力が必要になった項目：.* 入力が不要になった項目：お客さまID/.test({said})"));
    });
}

#[test]
fn host_may_give_another_definition_while_it_is_told_of_an_error() {
    run_expecting(&["shikaku-form: definition"], |driver| {
        driver.open("/pages/two.html");
        let page = Page::of(driver, "#first");
        driver.execute(
            "const form = document.querySelector('#first');
             form.addEventListener('shikaku-error', () => { form.definition = undefined; }, { once: true });
             form.definition = { format: 'shikaku-form/definition/1', items: [] };",
            &[],
        );
        page.wait_until_told("error");
        page.wait_until_ready();
        page.wait_until("root.querySelector('.failure').textContent === ''");
    });
}

#[test]
fn every_id_is_its_own_whatever_the_fields_of_a_host_are_called() {
    run(|driver| {
        driver.open("/pages/two.html");
        let page = Page::of(driver, "#first");
        driver.execute(
            "const text = JSON.stringify(builtInDefinition()).replaceAll('fee_payment_method', 'progress');
             document.querySelector('#first').definition = JSON.parse(text);",
            &[],
        );
        page.wait_until("part('progress')?.matches('.options')");
        let ids = page.ask("return [...root.querySelectorAll('[id]')].map(({ id }) => id)", &[]);
        let ids = ids.as_array().unwrap();
        let twice: Vec<_> = ids.iter().filter(|id| ids.iter().filter(|other| other == id).count() > 1).collect();
        assert!(twice.is_empty(), "{twice:?}");
    });
}

#[test]
fn broken_definition_is_told_with_its_problems_and_a_right_one_shows_the_form() {
    run_expecting(&["shikaku-form: definition"], |driver| {
        driver.open("/pages/two.html");
        let page = Page::of(driver, "#first");
        page.enter("terms_consent", &json!(true));
        driver.execute(
            "document.querySelector('#first').definition = { format: 'shikaku-form/definition/1', itmes: [] }",
            &[],
        );
        page.wait_until("root.querySelector('.failure').textContent !== ''");
        let told = page.wait_until_told("error");
        assert_eq!(told["kind"], "definition");
        let problems = told["problems"].as_array().unwrap();
        assert!(problems.iter().any(|one| one["pointer"] == "/itmes" && one["didYouMean"] == "items"), "{told}");
        driver.execute("document.querySelector('#first').definition = builtInDefinition()", &[]);
        page.wait_until_ready();
        page.wait_until("root.querySelector('.failure').textContent === ''");
    });
}

#[test]
fn trap_of_the_widget_leaves_the_typed_text_to_copy_and_tells_the_host_and_a_new_element_works() {
    run_expecting(&["the widget has failed", "log: shikaku-form.js", "shikaku-form: trap"], |driver| {
        driver.open("/pages/trap.html");
        let page = Page::of(driver, "#first");
        page.enter("line_type", &json!("ip_vpn"));
        page.enter("customer_id_digits", &json!("0123"));
        page.enter("secret_number", &json!("48"));
        driver.execute("arm(true)", &[]);
        page.click("part('terms_consent')");
        page.wait_until("root.querySelector('.failure').textContent !== ''");
        assert!(page.text(".failure").starts_with("申し訳ありません"));
        assert_eq!(page.value("secret_number"), "48");
        assert_eq!(page.wait_until_told("error")["kind"], "trap");
        // The interrupted WebAssembly is not entered again, and the host may still call the element.
        assert_eq!(page.ask("return widget.validate()", &[]), json!(null));
        page.click("root.querySelector('.failure button')");
        let copied = page.ask("return root.querySelector('.failure textarea').value", &[]);
        assert!(copied.as_str().unwrap().contains("お客さまID: 0123"), "{copied}");
        assert!(!copied.as_str().unwrap().contains("48"), "{copied}");

        driver.execute(
            "arm(false);
             const third = document.createElement('shikaku-form');
             third.id = 'third';
             document.querySelector('main').append(third);",
            &[],
        );
        let third = Page::of(driver, "#third");
        third.enter_all(internet());
        third.complete();
        assert_eq!(page.value("secret_number"), "48");
    });
}

#[test]
fn webassembly_is_asked_for_once() {
    run(|driver| {
        let wasm = "/faults/counted/shikaku-form_bg.wasm";
        // A preload would be a second request in Firefox and WebKitGTK.
        for page in ["index.html", "hosts/plain.html", "pages/fault.html"] {
            let before = driver.requests(wasm);
            Page::open_at(driver, &format!("/faults/counted/{page}"));
            assert_eq!(driver.requests(wasm) - before, 1, "{page}");
        }
    });
}
