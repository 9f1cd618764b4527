//! Every example of `www/hosts/`, filled in to its end as a person does it, under the strict policy.

use serde_json::{Value, json};

use crate::harness::driver::Driver;
use crate::harness::engines::Engine;
use crate::harness::page::{Page, run, run_expecting};
use crate::harness::sample_answers::{internet, ip_vpn};
use crate::harness::{checkers, file_address, skip};

/// The answers that the host is told of at the end.
fn complete<'f>(page: &Page<'_>, entries: impl IntoIterator<Item = (&'f str, Value)>) -> Value {
    page.enter_all(entries);
    page.complete();
    page.wait_until_told("complete")["application"]["answers"].clone()
}

fn shown_text(driver: &Driver, selector: &str) -> String {
    let text = driver.execute("return document.querySelector(arguments[0]).textContent", &[json!(selector)]);
    text.as_str().unwrap().to_owned()
}

#[test]
fn plain_page_works_to_the_end() {
    run(|driver| {
        let page = Page::open_at(driver, "/hosts/plain.html");
        assert_eq!(complete(&page, ip_vpn())["customer_id"], "CAF0123456789");
    });
}

#[test]
fn form_around_the_widget_sends_the_application() {
    run(|driver| {
        let page = Page::open_at(driver, "/hosts/form.html");
        complete(&page, internet());
        page.click("document.querySelector('button')");
        driver.wait_until("the data of the form", || shown_text(driver, "#sent").contains("application: {"));
        let sent = shown_text(driver, "#sent");
        assert!(sent.starts_with("institution: "), "{sent}");
        let (_, application) = sent.split_once("application: ").unwrap();
        let application: Value = serde_json::from_str(application).unwrap();
        assert_eq!(application["answers"]["line_type"], "internet_ipsec_ike");
    });
}

#[test]
fn prefilled_page_begins_with_what_its_host_knows() {
    run(|driver| {
        let page = Page::open_at(driver, "/hosts/prefilled.html");
        page.wait_until("part('customer_id_digits')?.value === '0123456789'");
        let rest = ip_vpn().into_iter().filter(|(field, _)| !["line_type", "customer_id_digits"].contains(field));
        assert_eq!(complete(&page, rest)["customer_id"], "CAF0123456789");
    });
}

#[test]
fn first_of_two_widgets_works_to_the_end_and_the_second_is_untouched() {
    run(|driver| {
        driver.open("/hosts/two.html");
        let (first, second) = (Page::of(driver, "#first"), Page::of(driver, "#second"));
        complete(&first, internet());
        assert_eq!((second.stage(), second.value("line_type")), ("entry".to_owned(), json!("")));
        assert!(second.text("legend").starts_with("Application type"));
    });
}

#[test]
fn style_sheet_for_everything_does_not_reach_the_form() {
    run(|driver| {
        let page = Page::open_at(driver, "/hosts/hostile.html");
        let style = "const { color, textTransform, letterSpacing, fontStyle, whiteSpace } =
                 getComputedStyle(root.querySelector('.item'));
             return [textTransform, letterSpacing, fontStyle, whiteSpace, color !== 'rgb(255, 255, 0)']";
        assert_eq!(page.ask(style, &[]), json!(["none", "normal", "normal", "normal", true]));
        complete(&page, ip_vpn());
        driver.picture("hostile-style-sheet");
    });
}

#[test]
fn page_under_the_strict_policy_shows_what_the_module_says_of_it() {
    run(|driver| {
        let page = Page::open_at(driver, "/hosts/policy.html");
        driver.wait_until("the diagnosis", || shown_text(driver, "#checks").contains("wasm_integrity"));
        assert!(shown_text(driver, "#policy").contains("trusted-types 'none'"));
        complete(&page, internet());
    });
}

#[test]
fn page_opened_from_disk_allows_its_own_parts_and_reaches_nothing() {
    run_expecting(&["log: Loading the image 'http://127.0.0.1:9/reached.png'"], |driver| {
        driver.open_address(&file_address("dist/standalone.html"));
        Page::of(driver, "shikaku-form");
        let policy = driver.execute("return document.querySelector('meta[http-equiv]').content", &[]);
        let policy = policy.as_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; "), "{policy}");
        for opening in ["connect-src", "'self'", "'unsafe-inline'", "'unsafe-eval'", "http", "*"] {
            assert!(!policy.contains(opening), "{opening} in {policy}");
        }
        let parts = driver.execute("return document.querySelectorAll('script, style').length", &[]);
        assert_eq!(parts, policy.matches("'sha256-").count(), "a hash for each script and style sheet");
        let blocked =
            "const told = new Promise((tell) => addEventListener('securitypolicyviolation', tell, { once: true }));
             document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.1:9/reached.png' }));
             return (await told).effectiveDirective";
        assert_eq!(driver.execute_async(blocked, &[]), "img-src");
    });
}

/// Every example that the list leads to, as it is addressed there.
fn listed(driver: &Driver) -> Vec<String> {
    driver.open("/hosts/index.html");
    let links = "return [...document.querySelectorAll('main a')].map(({ href }) => href)";
    let links: Vec<String> = serde_json::from_value(driver.execute(links, &[])).unwrap();
    assert!(links.len() > 6, "{links:?}");
    links
}

#[test]
fn list_of_examples_leads_to_pages_that_are_there() {
    run(|driver| {
        for link in listed(driver) {
            driver.open_address(&link);
            Page::of(driver, "shikaku-form");
        }
    });
}

#[test]
fn no_checker_objects_to_an_example() {
    if !Engine::chosen().runs_checkers() {
        return skip("the checkers run in one engine: they read a document, and it is the same in each");
    }
    run(|driver| {
        let others = FRAMEWORKS.map(|page| Driver::address(&format!("/hosts/vite/{page}.html")));
        let in_light_dom = Driver::address("/pages/light.html");
        let mut objections = Vec::new();
        for address in listed(driver).into_iter().chain(others).chain([in_light_dom]) {
            driver.open_address(&address);
            let page = Page::of(driver, "shikaku-form");
            checkers::bring_in(driver);
            // The words of this page are meant to be unreadable; the widget's are not.
            let options = json!({ "isNews": address.ends_with("/hostile.html") });
            let found = checkers::found(&page, &json!(["axe-core"]), &options);
            objections.extend(found.into_iter().map(|one| format!("{address}: {one}")));
        }
        assert!(objections.is_empty(), "{objections:#?}");
    });
}

/// The pages of `www/hosts/vite/`.
const FRAMEWORKS: [&str; 4] = ["index", "react", "vue", "svelte"];

fn works_in_a_framework(page: &str) {
    run(|driver| {
        let page = Page::open_at(driver, &format!("/hosts/vite/{page}.html"));
        complete(&page, internet());
        driver.wait_until("the host to show it", || shown_text(driver, "#application").contains("internet_ipsec_ike"));
    });
}

#[test]
fn page_in_plain_typescript_works_to_the_end() {
    works_in_a_framework("index");
}

#[test]
fn page_in_react_works_to_the_end() {
    works_in_a_framework("react");
}

#[test]
fn page_in_vue_works_to_the_end() {
    works_in_a_framework("vue");
}

#[test]
fn page_in_svelte_works_to_the_end() {
    works_in_a_framework("svelte");
}
