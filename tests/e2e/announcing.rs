//! The announcements while the form is filled in: each once.

use serde_json::json;

use crate::harness::hands::key;
use crate::harness::page::{Page, run};

/// Keeps everything that the live region says from now on.
const LISTEN: &str = "
    window.heard = [];
    const hear = (changes) => {
        const texts = changes.flatMap(({ addedNodes }) => [...addedNodes].map(({ data }) => data));
        heard.push(...texts.filter(Boolean));
    };
    new MutationObserver(hear).observe(liveRegion(), { childList: true })";

#[test]
fn items_that_appear_are_announced_once() {
    run(|driver| {
        let page = Page::open(driver);
        page.ask(LISTEN, &[]);
        page.enter("line_type", &json!("ip_vpn"));
        page.wait_until("heard.length > 0");
        driver.press(&[key::TAB]);
        page.ask_async("await frame(); await frame()", &[]);
        assert_eq!(
            driver.execute("return heard", &[]),
            json!(["入力が必要になった項目：お客さまID、フレッツ・v6オプション契約の確認"])
        );
    });
}

#[test]
fn error_or_note_is_announced_when_the_field_is_left() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter_all([("line_type", json!("ip_vpn")), ("customer_id_prefix", json!("CAF"))]);
        page.ask(LISTEN, &[]);
        page.enter("customer_id_digits", &json!("012345678"));
        assert_eq!(driver.execute("return heard", &[]), json!([]), "not while it is typed");
        driver.press(&[key::TAB]);
        let error = "「CAF」のあとの数字は10桁です（いま9桁です）。抜けている数字がないか確認してください。";
        page.wait_until(&format!("announced() === '{error}'"));
        assert_eq!(page.findings("error")["customer_id_digits"], format!("エラー：{error}"));
        page.enter("customer_id_digits", &json!("０１２３４５６７８９"));
        driver.press(&[key::TAB]);
        let note = "書類と見比べてください：CAF0123456789（入力を整えました）";
        page.wait_until(&format!("announced() === '{note}'"));
        // On the way back to the digits, the repeat was left without any.
        let heard = json!([error, "確認のため、もう一度入力してください。", note]);
        assert_eq!(driver.execute("return heard", &[]), heard, "each once");
    });
}
