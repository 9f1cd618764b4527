//! Help where the mistake happens: the guide to a line type, the picture of the letter, the answers below every page.

use serde_json::{Value, json};

use crate::harness::page::{Page, run, words};
use crate::harness::sample_answers::internet;

/// Whether the help comes before its control.
const BEFORE: &str = "const [help, control] = [one, two].map((selector) => root.querySelector(selector));
     return Boolean(help.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_FOLLOWING)";

#[test]
fn guide_suggests_a_line_type_with_the_reason_and_the_person_decides() {
    run(|driver| {
        let page = Page::open(driver);
        let question = |place: usize| {
            page.ask("return isSeen(root.querySelectorAll('.guide-question')[one])", &[json!(place)]) == true
        };
        page.click(
            "[...root.querySelectorAll('summary')].find((one) => one.textContent.startsWith('どれか分からないとき'))",
        );
        assert!(question(0) && !question(1) && !question(2));
        assert_eq!(page.ask(BEFORE, &[json!(".guide-answers"), json!("[id$=-line_type]")]), true);
        page.press("NTT東日本・NTT西日本、または光コラボ（ドコモ光、ソフトバンク光など）");
        page.wait_until("announced().startsWith('NTT以外の会社')");
        assert!(question(1) && !question(2));
        page.press("届いている");
        page.wait_until("announced().startsWith('「3：インターネット接続（IPsec+IKE）」が当てはまりそうです。')");
        assert!(page.text(".guide-end").contains("NTTの回線であっても"));
        assert_eq!(page.value("line_type"), "", "nothing is chosen unasked");
        page.press("これを選ぶ");
        page.wait_until("value('line_type') === 'internet_ipsec_ike'");
        page.wait_for_focus("line_type");
        // Another answer takes back the result of the old one.
        page.press("そのほかの会社（ケーブルテレビ、auひかりなど）");
        page.wait_until("root.querySelector('.guide-end').textContent.includes('サービスの契約が別に必要です。')");
        assert!(!question(1));
        page.speak("en");
        assert!(page.text(".guide-end").contains("lines other than NTT"), "the answer is kept in another language");
        assert_eq!(page.ask("return announced()", &[]), "", "and is no news");
    });
}

#[test]
fn picture_shows_where_the_id_stands_and_says_it_in_words() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter("line_type", &json!("ip_vpn"));
        page.wait_until("isSeen(root.querySelector('.picture svg'))");
        assert_eq!(page.ask(BEFORE, &[json!(".picture"), json!("[id$=-customer_id_digits]")]), true);
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
fn every_item_says_what_is_asked_before_its_control_and_to_whom_reads_it_out() {
    run(|driver| {
        let page = Page::open(driver);
        let without = page.ask(
            "return [...root.querySelectorAll('.item')].filter((item) => {
                 const intro = item.querySelector('.intro');
                 const control = item.querySelector('[data-field]');
                 const described = [control, control.closest('fieldset')].some((one) =>
                     one?.getAttribute('aria-describedby')?.split(' ').includes(intro.id));
                 const isBefore = intro.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_FOLLOWING;
                 return !(intro.textContent && isBefore && described);
             }).map((item) => item.id)",
            &[],
        );
        assert_eq!(without, Value::Array(Vec::new()));
    });
}

#[test]
fn what_a_mistake_costs_is_said_three_times_and_stands_out() {
    run(|driver| {
        let page = Page::open(driver);
        let cautions = page.ask(
            "return [...root.querySelectorAll('.caution')].map((caution) =>
                 [caution.closest('.item').id.slice(prefix.length), caution.textContent.startsWith('ご注意'), getComputedStyle(caution).fontWeight])",
            &[],
        );
        let expected =
            ["line_type", "customer_id", "v6_option_declared"].map(|item| json!([format!("{item}-item"), true, "700"]));
        assert_eq!(cautions, json!(expected));
    });
}

#[test]
fn option_of_a_list_is_read_back_whole() {
    run(|driver| {
        let page = Page::open(driver);
        page.enter("line_type", &json!("ip_vpn"));
        page.wait_until("root.querySelector('[id$=line_type-item] .read-back').textContent === '選択中：1：IP-VPN回線事業者（NTTなど。ただし、CTC・QTnetを除く）'");
        page.enter("line_type", &json!(""));
        page.wait_until("!isSeen(root.querySelector('[id$=line_type-item] .read-back'))");
    });
}

#[test]
fn each_way_of_paying_is_explained_where_it_is_chosen() {
    run(|driver| {
        let page = Page::open(driver);
        let explained = page.ask(
            "return controls('fee_payment_method').map((button) => button.getAttribute('aria-describedby').split(' ')
                 .map((id) => root.getElementById(id).textContent).join(' '))",
            &[],
        );
        let explained: Vec<String> = serde_json::from_value(explained).unwrap();
        assert!(explained[0].contains("控除する方法です") && !explained[0].contains("振込手数料"), "{explained:?}");
        assert!(explained[1].contains("振込手数料は利用者様負担"), "{explained:?}");
    });
}
