//! The element as the platform's own controls are: in a form of the host, with its language and direction, in light
//! DOM, with properties that were set too early.

use serde_json::{Value, json};

use crate::harness::driver::Driver;
use crate::harness::engines::Engine;
use crate::harness::page::{Page, run, words};
use crate::harness::sample_answers::{SECRET, internet};
use crate::harness::skip;

fn complete(page: &Page<'_>) {
    page.enter_all(internet());
    page.complete();
}

/// What the form of the host would send for the element.
fn value(driver: &Driver) -> Value {
    driver.execute("return new FormData(document.querySelector('#host')).get('application')", &[])
}

fn sent(driver: &Driver) -> usize {
    usize::try_from(driver.execute("return sent.length", &[]).as_u64().unwrap()).unwrap()
}

#[test]
fn property_that_was_set_before_the_upgrade_holds() {
    run(|driver| {
        let page = Page::open_at(driver, "/pages/form.html");
        assert_eq!(page.value("line_type"), "internet_ipsec_ike");
        assert_eq!(page.ask("return widget.hasOwnProperty('prefill')", &[]), false);
        page.ask("widget.prefill = { line_type: 'ip_vpn' }", &[]);
        page.wait_until("value('line_type') === 'ip_vpn'");
    });
}

#[test]
fn form_of_the_host_waits_for_the_application_and_sends_it() {
    run(|driver| {
        let page = Page::open_at(driver, "/pages/form.html");
        assert_eq!(
            page.ask("return [widget.form.id, widget.name, widget.value]", &[]),
            json!(["host", "application", ""])
        );
        assert_eq!(page.ask("return [widget.matches(':invalid'), widget.validity.valid]", &[]), json!([true, false]));
        assert_eq!(value(driver), json!(null));
        page.click("document.querySelector('#send')");
        assert_eq!(
            page.ask("return [widget.checkValidity(), widget.form.checkValidity()]", &[]),
            json!([false, false])
        );
        let message = page.ask("return widget.validationMessage", &[]);
        assert!(message.as_str().unwrap().contains("利用規約"), "{message}");
        assert_eq!(sent(driver), 0);

        page.enter_all(internet());
        let message = page.ask("return widget.validationMessage", &[]);
        assert!(message.as_str().unwrap().contains(words::TO_REVIEW), "{message}");
        page.speak("en");
        let message = page.ask("return widget.validationMessage", &[]);
        assert!(message.as_str().unwrap().contains("Continue to review"), "{message}");
        page.speak("ja");
        page.click("document.querySelector('#send')");
        assert_eq!(sent(driver), 0);

        complete(&page);
        let told = page.wait_until_told("complete");
        let application: Value = serde_json::from_str(value(driver).as_str().unwrap()).unwrap();
        assert_eq!(application, told["application"]);
        assert!(!application.to_string().contains(SECRET));
        assert_eq!(page.ask("return [widget.matches(':valid'), widget.validationMessage]", &[]), json!([true, ""]));
        page.click("document.querySelector('#send')");
        driver.wait_until("the host's form to be sent", || sent(driver) == 1);
    });
}

#[test]
fn form_of_the_host_leads_to_the_first_error() {
    run(|driver| {
        let page = Page::open_at(driver, "/pages/form.html");
        page.enter("terms_consent", &json!(true));
        page.enter("line_type", &json!(""));
        page.click("document.querySelector('#send')");
        assert_eq!(sent(driver), 0);
        if driver.engine() == Engine::WebKitGtk {
            skip("WebKitGTK 2.50 does not focus where setValidity() points");
            return;
        }
        page.wait_until("root.activeElement?.id === `${prefix}line_type`");
    });
}

#[test]
fn change_after_completion_takes_the_application_back_and_so_does_a_reset() {
    run(|driver| {
        let page = Page::open_at(driver, "/pages/form.html");
        complete(&page);
        page.press("入力画面に戻る");
        page.wait_for_stage("entry");
        driver.wait_until("no value", || value(driver) == json!(null));
        assert_eq!(page.ask("return widget.matches(':invalid')", &[]), true);
        complete(&page);
        driver.wait_until("a value", || value(driver) != json!(null));
        driver.execute("document.querySelector('#host').reset()", &[]);
        page.wait_for_stage("entry");
        driver.execute_async("await new Promise(requestAnimationFrame)", &[]);
        assert_eq!(page.focused(), "", "the focus is left where the host has it");
        assert_eq!((value(driver), page.value("secret_number")), (json!(null), json!("")));
        assert_eq!(page.value("line_type"), "internet_ipsec_ike", "as the page was opened");
    });
}

#[test]
fn fieldset_that_is_disabled_disables_the_element() {
    run(|driver| {
        let page = Page::open_at(driver, "/pages/form.html");
        let disable = |is_disabled: bool| {
            driver.execute("document.querySelector('fieldset').disabled = arguments[0]", &[json!(is_disabled)]);
        };
        let state = "const { inert } = root.querySelector('.frame');
                     return [inert, widget.matches(':disabled'), widget.willValidate, widget.form.checkValidity()]";
        disable(true);
        assert_eq!(page.ask(state, &[]), json!([true, true, false, true]));
        page.ask("part('line_type').focus()", &[]);
        assert_eq!(page.ask("return root.activeElement", &[]), json!(null), "nothing takes the focus");
        disable(false);
        assert_eq!(page.ask(state, &[]), json!([false, false, true, false]));
        page.enter("secret_number", &json!("48"));
    });
}

#[test]
fn element_in_light_dom_looks_the_same_and_leaves_the_page_alone() {
    run(|driver| {
        driver.open("/pages/light.html");
        let shadow = Page::of(driver, "#shadow");
        let light = Page::of(driver, "#light");
        let look = "return ['.button', '.item', '.title', '.widget p', '.error', 'fieldset', 'legend', 'input'].map((one) => {
            const { color, backgroundColor, fontSize, padding, margin, border, width } = getComputedStyle(root.querySelector(one));
            return [one, color, backgroundColor, fontSize, padding, margin, border, width];
        })";
        assert_eq!(light.ask(look, &[]), shadow.ask(look, &[]));
        let of_host =
            "const { color, margin } = getComputedStyle(document.querySelector('#of-host')); return [color, margin]";
        assert_eq!(driver.execute(of_host, &[]), json!(["rgb(0, 0, 0)", "16px 0px"]));
        assert_eq!(
            light.ask("return [widget.shadowRoot, isSeen(widget.querySelector('#light > p'))]", &[]),
            json!([null, false])
        );
        complete(&light);
        assert_eq!(shadow.stage(), "entry");
        light.ask("window.kept = widget; widget.remove()", &[]);
        driver.execute_async("await new Promise((next) => setTimeout(next))", &[]);
        driver.execute("document.querySelector('main').append(kept)", &[]);
        light.wait_until_ready();
        assert_eq!(light.value("line_type"), "internet_ipsec_ike");
    });
}

#[test]
fn element_in_light_dom_submits_no_form_of_the_host() {
    run(|driver| {
        driver.open("/pages/light.html");
        driver.execute(
            "const form = document.createElement('form');
             form.addEventListener('submit', (event) => { event.preventDefault(); form.dataset.sent = ''; });
             document.querySelector('main').append(form);
             form.append(document.querySelector('#light'));",
            &[],
        );
        let page = Page::of(driver, "#light");
        page.press(words::TO_REVIEW);
        page.wait_until("root.querySelector('.summary') !== null");
        assert_eq!(driver.execute("return document.querySelector('[data-sent]')", &[]), json!(null));
    });
}

#[test]
fn language_and_direction_of_the_host_are_taken_over() {
    run(|driver| {
        driver.open("/pages/copies.html");
        let page = Page::of(driver, "#first");
        driver.execute(
            "const host = document.createElement('section');
             Object.assign(host, { lang: 'en', dir: 'rtl', id: 'around' });
             const inner = document.createElement('shikaku-form');
             host.attachShadow({ mode: 'open' }).append(inner);
             document.querySelector('main').append(host);",
            &[],
        );
        let inner = "document.querySelector('#around').shadowRoot.firstChild";
        let speaks = |language: &str| {
            let spoken = format!("return {inner}.shadowRoot?.querySelector('.widget')?.lang");
            driver.wait_until(language, || driver.execute(&spoken, &[]) == language);
        };
        speaks("en");
        let laid_out = format!("return getComputedStyle({inner}.shadowRoot.querySelector('legend')).direction");
        assert_eq!(driver.execute(&laid_out, &[]), "rtl");
        let fits = "return document.documentElement.scrollWidth <= innerWidth";
        assert_eq!(driver.execute(fits, &[]), true, "the page must not scroll sideways");
        driver.execute(&format!("{inner}.lang = 'ja'"), &[]);
        speaks("ja");
        assert!(page.text("legend").starts_with("申請区分"));
    });
}
