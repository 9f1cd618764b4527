//! From a later page of the form back to an earlier one: by its buttons, and by the browser's where the page allows it.

use serde_json::json;

use crate::harness::driver::Driver;
use crate::harness::page::{Page, run, words};
use crate::harness::sample_answers::{SECRET, internet, ip_vpn, today};

fn goes_back_to(page: &Page<'_>, stage: &str) {
    page.driver.back();
    page.wait_for_stage(stage);
}

#[test]
fn browsers_back_button_leads_from_each_page_of_the_form_to_the_one_before() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(internet());
        page.complete();
        goes_back_to(&page, "review");
        page.wait_for_focus("title");
        goes_back_to(&page, "entry");
        assert_eq!(page.value("secret_number"), SECRET, "the page was not left");
        driver.execute("history.forward()", &[]);
        page.wait_for_stage("review");
        assert_eq!(page.wait_until_told("change")["stage"], "review");
    });
}

#[test]
fn browsers_back_button_leads_back_to_the_review_page_from_what_is_changed() {
    run(|driver| {
        Page::open_at(driver, "/hosts/plain.html");
        let page = Page::open(driver);
        page.enter_all(internet());
        page.complete();
        page.press("入力画面に戻る");
        page.wait_for_stage("entry");
        goes_back_to(&page, "review");
        goes_back_to(&page, "review");
        goes_back_to(&page, "entry");
        page.ask("widget.reset()", &[]);
        driver.back();
        driver.wait_until("the page before", || driver.execute("return location.pathname", &[]) == "/hosts/plain.html");
        Page::of(driver, "shikaku-form");
    });
}

#[test]
fn link_within_the_page_leads_out_of_no_page_of_the_form() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(internet());
        page.press(words::TO_REVIEW);
        page.wait_for_stage("review");
        driver.execute("location.hash = 'contact'", &[]);
        page.ask_async("await frame(); await frame()", &[]);
        assert_eq!(page.stage(), "review");
        driver.back();
        driver.wait_until("the place before", || driver.execute("return location.hash", &[]) == "");
        page.ask_async("await frame(); await frame()", &[]);
        assert_eq!(page.stage(), "review");
        goes_back_to(&page, "entry");
    });
}

#[test]
fn history_is_the_pages_where_it_does_not_hand_it_over() {
    run(|driver| {
        let page = Page::open_at(driver, "/hosts/plain.html");
        let history = |driver: &Driver| driver.execute("return [history.length, history.state]", &[]);
        let before = history(driver);
        page.enter_all(internet());
        page.complete();
        assert_eq!(history(driver), before);
    });
}

#[test]
fn item_that_is_changed_from_the_review_page_has_the_way_back_beside_it() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(ip_vpn());
        page.press(words::TO_REVIEW);
        page.wait_for_stage("review");
        let back = "[...root.querySelectorAll('.back-to-review')]";
        let line = "[...root.querySelectorAll('.answer')].find((line) => line.textContent.startsWith('お客さまID'))";
        page.click(&format!("{line}.querySelector('.answer-edit button')"));
        page.wait_for_focus("customer_id_prefix");
        page.enter("customer_id_digits_repeat", &json!("0123456788"));
        assert_eq!(
            page.ask(&format!("return {back}.map((one) => one.parentElement.id.slice(prefix.length))"), &[]),
            json!(["customer_id-item"])
        );
        page.press("確認画面に戻る");
        page.wait_for_focus("summary");
        page.enter("customer_id_digits_repeat", &json!("0123456789"));
        page.press("確認画面に戻る");
        page.wait_for_stage("review");
        page.press("入力画面に戻る");
        page.wait_for_stage("entry");
        assert_eq!(page.ask(&format!("return {back}.length"), &[]), 0, "nothing is being changed any more");
    });
}

#[test]
fn warnings_are_counted_on_top_of_the_review_page_and_lead_to_their_lines() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all(ip_vpn());
        page.press(words::TO_REVIEW);
        page.wait_for_stage("review");
        assert_eq!(page.ask("return isSeen(root.querySelector('.points'))", &[]), false);
        page.press("入力画面に戻る");
        page.enter_all([
            ("planned_test_month", json!(today().last_of_year_after(2).to_string())),
            ("secret_number", json!("1234")),
            ("secret_number_repeat", json!("1234")),
        ]);
        page.press(words::TO_REVIEW);
        page.wait_for_stage("review");
        assert!(page.text(".points").starts_with("ご確認いただきたい点が2件あります。"), "{}", page.text(".points"));
        page.click("root.querySelectorAll('.points a')[1]");
        page.wait_until(
            "root.activeElement?.matches('.answer') && root.activeElement.textContent.startsWith('秘密の番号')",
        );
    });
}
