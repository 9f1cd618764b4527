//! Help where the mistake happens: the guide to a line type, the picture of the letter, the answers below every page.

use serde_json::{Value, json};

use crate::harness::page::{Page, run, words};
use crate::harness::sample_answers::internet;

#[test]
fn guide_suggests_a_line_type_with_the_reason_and_the_person_decides() {
    run(|driver| {
        let page = Page::open(driver);
        let question = |place: usize| {
            page.ask("return isSeen(root.querySelectorAll('.guide-question')[one])", &[json!(place)]) == true
        };
        page.click("[...root.querySelectorAll('summary')].find((one) => one.textContent.startsWith('質問に答えて'))");
        assert!(question(0) && !question(1) && !question(2));
        page.press("契約していない");
        page.wait_until("announced() === 'オンライン資格確認に使う回線は、どの会社と契約していますか。'");
        assert!(question(1) && !question(2));
        page.press("そのほかの会社（ケーブルテレビ、auひかりなど）");
        page.wait_until("announced().startsWith('「3：インターネット接続（IPsec+IKE）」が当てはまりそうです。')");
        assert!(page.text(".guide-end").contains("サービスの契約が別に必要です。"));
        assert_eq!(page.value("line_type"), "", "nothing is chosen unasked");
        page.press("これを選ぶ");
        page.wait_until("value('line_type') === 'internet_ipsec_ike'");
        page.wait_for_focus("line_type");
        // Another answer takes back what came of the old one.
        page.press("契約している");
        page.wait_until("root.querySelector('.guide-end').textContent.includes('NTTの回線であっても')");
        assert!(!question(1));
        page.speak("en");
        assert!(page.text(".guide-end").contains("even on an NTT line"), "the answer is kept in another language");
        assert_eq!(page.ask("return announced()", &[]), "", "and is no news");
    });
}

#[test]
fn picture_shows_where_the_id_stands_and_says_it_in_words() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter("line_type", &json!("ip_vpn"));
        page.click("[...root.querySelectorAll('summary')].find((one) => one.textContent === 'お客さまIDの確認方法')");
        page.wait_until("isSeen(root.querySelector('.picture svg'))");
        let drawn = page.ask(
            "const picture = root.querySelector('.picture svg');
             return [picture.getAttribute('role'), picture.getAttribute('aria-label'), picture.textContent]",
            &[],
        );
        assert_eq!(drawn[0], "img");
        assert!(drawn[1].as_str().unwrap().contains("お客さまID CAF0123456789"));
        assert!(drawn[2].as_str().unwrap().contains("ここ"));
    });
}

#[test]
fn call_centre_and_answers_stand_below_every_page() {
    run(|driver| {
        let page = Page::open(driver);
        let questions = || -> Vec<String> {
            let questions = page.ask(
                "const help = root.querySelector('.help');
                 const isLast = [...root.querySelectorAll('.stage')].every((stage) =>
                     stage.compareDocumentPosition(help) & Node.DOCUMENT_POSITION_FOLLOWING);
                 return isSeen(help) && isLast && help.textContent.includes('0800-080-4583')
                     ? [...help.querySelectorAll('summary')].map((one) => one.textContent) : []",
                &[],
            );
            serde_json::from_value(questions).unwrap()
        };
        let at_entry = questions();
        assert_eq!(at_entry.len(), 5, "{at_entry:?}");
        page.enter_all(internet());
        page.press(words::TO_REVIEW);
        page.wait_for_stage("review");
        assert_eq!(questions(), at_entry);
        page.press(words::COMPLETE);
        page.wait_for_stage("complete");
        assert_eq!(questions(), at_entry);
        page.click("root.querySelector('.help summary')");
        page.wait_until("isSeen(root.querySelector('.help .more-text'))");
        assert!(page.text(".help .more-text").contains("「接続検証環境」は正しくつながるかを試す環境"));
    });
}

#[test]
fn every_item_says_why_it_is_asked_or_what_a_mistake_costs() {
    run(|driver| {
        let page = Page::open(driver);
        let without = page.ask(
            "return [...root.querySelectorAll('.item')].filter((item) => !item.querySelector('.more')).map((item) => item.id)",
            &[],
        );
        assert_eq!(without, Value::Array(Vec::new()));
    });
}
