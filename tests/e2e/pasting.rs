//! A pasted text is finished: it is judged, tidied and interpreted at once.

use serde_json::json;

use crate::filling_in::READ_BACK;
use crate::harness::hands::key;
use crate::harness::page::{Page, run};

/// Pastes a text into a field, through a box of the host's page.
pub(crate) fn paste(page: &Page<'_>, field: &str, text: &str) {
    let driver = page.driver;
    driver.execute(
        "const box = document.body.appendChild(document.createElement('textarea'));
         box.value = arguments[0];
         box.select();",
        &[json!(text)],
    );
    driver.press_with(key::SHORTCUT, 'c');
    page.click(&format!("part({})", json!(field)));
    driver.press_with(key::SHORTCUT, 'a');
    driver.press_with(key::SHORTCUT, 'v');
}

#[test]
fn whole_id_that_is_pasted_chooses_its_prefix_and_can_be_had_back() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter("line_type", &json!("ip_vpn"));
        paste(&page, "customer_id_digits", "ＣＡＦ-0123-456-789");
        page.wait_until("value('customer_id_digits') === '0123456789'");
        assert_eq!(page.value("customer_id_prefix"), "CAF");
        page.wait_until(&format!(
            "root.querySelector('{READ_BACK}')?.textContent.endsWith('CAF0123456789（種類と数字に分けました）')"
        ));
        assert_eq!(page.ask("return button('元に戻す') === undefined", &[]), true, "what is right needs no button");
        driver.press(&[key::TAB]);
        page.wait_for_focus("customer_id_digits_repeat");
        page.click("part('customer_id_digits')");
        driver.press_with(key::SHORTCUT, 'z');
        page.wait_until("value('customer_id_digits') === 'ＣＡＦ-0123-456-789'");
        driver.press(&[key::TAB]);
        page.wait_for_focus("customer_id_digits_repeat");
        assert_eq!(page.value("customer_id_digits"), "ＣＡＦ-0123-456-789", "it stays as typed");
    });
}

#[test]
fn id_in_a_line_that_is_pasted_is_taken_and_the_line_can_be_had_back() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter("line_type", &json!("ip_vpn"));
        let line = "お客さまID：ＣＡＦ０１２３４５６７８９（東日本）";
        paste(&page, "customer_id_digits", line);
        page.wait_until("value('customer_id_digits') === '0123456789'");
        assert_eq!(page.value("customer_id_prefix"), "CAF");
        page.wait_until(&format!(
            "root.querySelector('{READ_BACK}')?.textContent.endsWith('（文章の中から取り出しました）')"
        ));
        driver.press_with(key::SHORTCUT, 'z');
        page.wait_until(&format!("value('customer_id_digits') === {}", json!(line)));
        driver.press(&[key::TAB]);
        page.wait_until("findings('error').customer_id_digits !== undefined");
        assert_eq!(page.value("customer_id_digits"), line, "it stays as it was pasted");
    });
}

#[test]
fn id_that_contradicts_its_prefix_offers_the_other_one() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all([("line_type", json!("ip_vpn")), ("customer_id_prefix", json!("COP"))]);
        paste(&page, "customer_id_digits", "CAF0123456789");
        page.press("種類を「CAF」に変える");
        page.wait_until("value('customer_id_prefix') === 'CAF'");
        page.wait_until("value('customer_id_digits') === '0123456789'");
        page.wait_for_focus("customer_id_digits");
        assert!(page.fields_with("error").is_empty());
    });
}
