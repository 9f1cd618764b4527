//! What a person reads while filling in the built-in form, and on its later pages.

use serde_json::json;
use shikaku_form::engine::calendar::Month;
use shikaku_form::engine::draft::Lost;
use shikaku_form::engine::finding::Severity;
use shikaku_form::engine::form::{Action, Form};
use shikaku_form::engine::markup::{Paragraph, plain, sentences};
use shikaku_form::engine::news::{items_changed, lost};
use shikaku_form::engine::review::{ReviewLine, TransferLine, review, transfer};
use shikaku_form::engine::screen::{FieldScreen, field_screen, summary, unanswered};
use shikaku_form::engine::texts::Texts;
use shikaku_form::engine::values::Value;
use shikaku_form::{api, json_text};

use crate::entering::{enter, field};
use crate::support::hearing_sheet::hearing_sheet;

const SECRET: &str = "4831";

fn opened_in(locale: &str, prefill: &str) -> (Form, Texts) {
    let loaded = api::load(None, locale).unwrap();
    let (values, problems) = api::opening_values(&loaded.definition, Some(&json_text::parse(prefill).unwrap()));
    assert_eq!(problems, []);
    (Form::new(loaded.definition, Month::parse("2026-11").unwrap(), values), loaded.texts)
}

fn opened() -> (Form, Texts) {
    opened_in("ja", "{}")
}

fn fill(form: &mut Form) {
    for (id, text) in [
        ("terms_consent", "true"),
        ("line_type", "ip_vpn"),
        ("customer_id_prefix", "CAF"),
        ("customer_id_digits", "0123456789"),
        ("customer_id_digits_repeat", "0123456789"),
        ("v6_option_declared", "true"),
        ("planned_start_month", "2027-04"),
        ("secret_number", SECRET),
        ("secret_number_repeat", SECRET),
    ] {
        enter(form, id, text);
    }
}

fn leave(form: &mut Form, id: &str, text: &str) {
    enter(form, id, text);
    form.apply(Action::Leave(field(form, id)));
}

fn screen(form: &Form, texts: &Texts, id: &str) -> FieldScreen {
    field_screen(form, texts, field(form, id))
}

fn words(line: Option<&Paragraph>) -> String {
    line.map(|line| plain(line)).unwrap_or_default()
}

fn remarks(form: &Form, texts: &Texts, id: &str) -> Vec<(Severity, String)> {
    screen(form, texts, id).remarks.iter().map(|(severity, said)| (*severity, plain(&said.sentence))).collect()
}

fn transferred(form: &Form, texts: &Texts, label: &str) -> TransferLine {
    transfer(form, texts).into_iter().find(|line| plain(&line.label) == label).unwrap()
}

#[test]
fn progress_counts_what_the_person_did_and_not_what_stood_there() {
    let (mut form, texts) = opened();
    let counted = |form: &Form| (form.progress().done(), form.progress().left());
    let left = |form: &Form| unanswered(form, &texts).map(|line| plain(&line.sentence)).collect::<Vec<_>>();
    assert_eq!(counted(&form), (0, 4));
    let months = ["利用開始予定年月", "秘密の番号"];
    assert_eq!(
        left(&form),
        [&["オンライン資格確認等システム利用規約への同意", "電気通信回線種別"], &months[..]].concat()
    );
    enter(&mut form, "line_type", "ip_vpn");
    assert_eq!(counted(&form), (1, 5), "the customer ID and the option are asked for, too");
    enter(&mut form, "application_type", "change");
    assert_eq!(counted(&form), (2, 5));
    enter(&mut form, "application_type", "new");
    assert_eq!(counted(&form), (1, 5), "as it stood");
    fill(&mut form);
    assert_eq!((counted(&form), left(&form)), ((6, 0), Vec::new()));
    let prefilled = json!({"line_type": "internet_ipsec_ike", "planned_start_month": "2027-04"});
    let (mut form, _) = opened_in("ja", &prefilled.to_string());
    assert_eq!(counted(&form), (0, 2));
    form.apply(Action::Prefill(form.values().clone()));
    assert_eq!(counted(&form), (0, 2));
    enter(&mut form, "planned_start_month", "");
    assert_eq!(counted(&form), (0, 3), "what was emptied is asked for again");
}

#[test]
fn consequence_of_a_change_is_said_to_whom_it_concerns() {
    let (mut form, texts) = opened();
    let said = |form: &Form| sentences(&screen(form, &texts, "application_type").caution);
    assert_eq!(said(&form), "");
    enter(&mut form, "application_type", "change");
    assert!(said(&form).contains("通知書に表示されなくなる"), "{}", said(&form));
    assert_eq!(sentences(screen(&form, &texts, "application_type").to_announce()), said(&form), "it is read out");
    enter(&mut form, "application_type", "new");
    assert_eq!(said(&form), "");
}

#[test]
fn number_in_a_pasted_sentence_is_taken_and_read_back() {
    for text in [
        "お客さまID：CAF0123456789",
        "ＣＡＦ０１２３－４５６－７８９（東日本）",
        "ご契約者名 さくら内科\nお客さまID CAF0123456789\nアクセスキー ab12",
    ] {
        let (mut form, texts) = opened();
        fill(&mut form);
        enter(&mut form, "customer_id_prefix", "");
        leave(&mut form, "customer_id_digits", text);
        leave(&mut form, "customer_id_digits_repeat", text);
        let shown = screen(&form, &texts, "customer_id_digits");
        assert_eq!((shown.value, shown.error), (Value::Text("0123456789".to_owned()), None), "{text}");
        assert_eq!(
            words(shown.read_back.as_ref()),
            "書類と見比べてください：CAF0123456789（文章の中から取り出しました）",
            "{text}"
        );
        assert_eq!(form.errors().count(), 0, "{text}");
    }
    let text = "お客さまID：CAF0123456789";
    let (mut form, texts) = opened();
    fill(&mut form);
    leave(&mut form, "customer_id_digits", text);
    form.apply(Action::Untidy(field(&form, "customer_id_digits")));
    form.apply(Action::Leave(field(&form, "customer_id_digits")));
    assert_eq!(screen(&form, &texts, "customer_id_digits").value, Value::Text(text.to_owned()), "as it was pasted");
    enter(&mut form, "customer_id_prefix", "COP");
    leave(&mut form, "customer_id_digits", text);
    let error = screen(&form, &texts, "customer_id_digits").error.unwrap();
    assert!(plain(&error.sentence).contains("「CAF」で始まるID"), "a choice made before is left alone");
    leave(&mut form, "customer_id_digits", "CAF0123456789かCOP01234567");
    assert!(form.errors().next().is_some(), "of two numbers none is chosen");
}

#[test]
fn what_was_tidied_is_said_once() {
    let (mut form, texts) = opened();
    fill(&mut form);
    leave(&mut form, "customer_id_digits", "０１２３ー４５６７ー８９");
    leave(&mut form, "customer_id_digits_repeat", "０１２３４５６７８９");
    let shown = screen(&form, &texts, "customer_id_digits");
    assert_eq!(shown.remarks, []);
    let expected = "書類と見比べてください：CAF0123456789（入力を整えました）";
    assert_eq!(words(shown.read_back.as_ref()), expected);
    assert_eq!(sentences(shown.to_announce()), expected, "it is read out");
    assert_eq!(remarks(&form, &texts, "customer_id_digits_repeat"), []);
    leave(&mut form, "customer_id_digits", "CAF0123456789");
    let shown = screen(&form, &texts, "customer_id_digits");
    assert!(words(shown.read_back.as_ref()).ends_with("（種類と数字に分けました）"));
    // As typed, it has nothing to report.
    leave(&mut form, "customer_id_digits", "0123456789");
    assert_eq!(sentences(screen(&form, &texts, "customer_id_digits").to_announce()), "");
    // A wrong number is not read back.
    leave(&mut form, "customer_id_digits", "０１２３");
    assert_eq!(
        remarks(&form, &texts, "customer_id_digits"),
        [(Severity::Note, "入力を「0123」に整えました。".to_owned())]
    );
}

#[test]
fn line_of_the_summary_names_its_field_once() {
    let (mut form, texts) = opened();
    fill(&mut form);
    enter(&mut form, "customer_id_digits_repeat", "0123456788");
    enter(&mut form, "secret_number_repeat", "");
    enter(&mut form, "line_type", "ip_vpn");
    let lines = |form: &Form| summary(form, &texts).iter().map(|line| plain(&line.sentence)).collect::<Vec<_>>();
    assert_eq!(
        lines(&form),
        [
            "お客さまID（確認用）：1回目に入力した番号と一致しません。書類を見て、両方を確認してください。",
            "秘密の番号（確認用）：確認のため、もう一度入力してください。",
        ]
    );
    enter(&mut form, "customer_id_prefix", "");
    enter(&mut form, "customer_id_digits", "");
    assert_eq!(
        lines(&form)[..2],
        ["お客さまIDの種類：「CAF」「COP」のどちらかを選択してください。", "お客さまIDの数字を入力してください。"]
    );
}

#[test]
fn year_is_also_counted_by_the_era_but_not_for_the_portal() {
    let (mut form, texts) = opened();
    fill(&mut form);
    let month = screen(&form, &texts, "planned_start_month");
    assert_eq!(words(month.read_back.as_ref()), "選択中：2027年（令和9年）4月");
    assert_eq!(month.years[0], (2026, "2026（令和8）".to_owned()));
    let submission = form.submission().unwrap();
    let is_month = |line: &ReviewLine| &*form.definition().item(line.item).unwrap().id == "planned_start_month";
    let answer = |texts: &Texts| {
        let lines = review(&form, texts, &submission);
        plain(&lines.iter().find(|line| is_month(line)).unwrap().answer)
    };
    assert_eq!(answer(&texts), "2027年（令和9年）4月");
    assert_eq!(plain(&transferred(&form, &texts, "利用開始予定年月").answer), "2027年4月");
    let (_, english) = opened_in("en", "{}");
    assert_eq!(answer(&english), "April 2027 (Reiwa 9)");
}

#[test]
fn list_for_the_portal_says_what_to_do_there() {
    let (mut form, texts) = opened();
    fill(&mut form);
    let consent = |label| plain(&transferred(&form, &texts, label).answer);
    assert_eq!(consent("オンライン資格確認等システム利用規約への同意"), "チェックを入れる");
    assert_eq!(consent("電子処方箋管理サービス利用規約への同意"), "チェックを入れない");
    for label in ["秘密の番号", "秘密の番号（確認用）"] {
        let line = transferred(&form, &texts, label);
        assert_eq!((plain(&line.answer), line.copy), ("●●●●（入力済み）".to_owned(), None), "{label}");
        assert_eq!(line.secret.unwrap().reveal(), SECRET, "{label}: whoever types it there may see it");
    }
}

#[test]
fn answers_out_of_a_file_are_tidied() {
    let (mut form, texts) = opened();
    let mut file = form.values().clone();
    for (id, text) in [("line_type", "ip_vpn"), ("customer_id_digits", "CAF-0123-456-789")] {
        file.set(field(&form, id), Value::Text(text.to_owned()));
    }
    form.apply(Action::Open(file));
    let value = |id| screen(&form, &texts, id).value;
    assert_eq!(value("customer_id_prefix"), Value::Text("CAF".to_owned()));
    assert_eq!(value("customer_id_digits"), Value::Text("0123456789".to_owned()));
    assert_eq!(screen(&form, &texts, "line_type").error, None);
    assert_eq!(remarks(&form, &texts, "customer_id_digits"), [], "nothing is judged before it is left");
}

#[test]
fn year_that_is_not_offered_stands_in_its_place_among_those_that_are() {
    let years = |typed: &str| {
        let (mut form, texts) = opened();
        enter(&mut form, "planned_start_month", typed);
        screen(&form, &texts, "planned_start_month").years.iter().map(|(year, _)| *year).collect::<Vec<_>>()
    };
    let offered = years("");
    let (first, last) = (offered[0], *offered.last().unwrap());
    let with = |held: u16| {
        let mut years = offered.clone();
        years.push(held);
        years.sort_unstable();
        years
    };
    for held in [first - 1, last + 9] {
        assert_eq!(years(&format!("{held}-01")), with(held));
        assert_eq!(years(&format!("{held}-")), with(held), "the month may still be missing");
    }
    assert_eq!(years("-05"), offered);
    assert_eq!(years("99999-05"), offered);
}

/// It appears with them, and a browser that restores answers fills it in before it appears.
#[test]
fn date_that_is_hidden_has_its_years() {
    let loaded = api::load(Some(&hearing_sheet()), "ja").unwrap();
    let (values, _) = api::opening_values(&loaded.definition, None);
    let form = Form::new(loaded.definition, Month::parse("2026-11").unwrap(), values);
    let hidden = field(&form, "third_wished_date");
    assert!(!form.effective().shown.is(form.definition().field(hidden).unwrap().item));
    let years: Vec<u16> =
        screen(&form, &loaded.texts, "third_wished_date").years.iter().map(|(year, _)| *year).collect();
    assert_eq!(years, [2026, 2027]);
}

#[test]
fn items_that_come_and_go_and_what_a_file_has_lost_are_told_in_words() {
    let (form, texts) = opened_in("en", "{}");
    let definition = form.definition();
    let item = |id: &str| definition.find_item(id).unwrap();
    let news = |shown: &[&str], hidden: &[&str]| {
        let [shown, hidden] = [shown, hidden].map(|ids| ids.iter().map(|id| item(id)).collect::<Vec<_>>());
        items_changed(definition, &texts, &shown, &hidden)
    };
    assert_eq!(news(&[], &[]), "");
    let both = news(&["customer_id", "secret_number"], &["v6_option_declared"]);
    for id in ["customer_id", "secret_number", "v6_option_declared"] {
        assert!(both.contains(&plain(&texts.item_label(id))), "{both}");
    }
    assert_ne!(news(&["customer_id"], &[]), news(&[], &["customer_id"]));
    let secret = field(&form, "secret_number");
    let all = [Lost::Secret(secret), Lost::Value(secret), Lost::Consent(secret), Lost::Name("other".to_owned())];
    let words = all.map(|one| plain(&lost(definition, &texts, &one)));
    let label = plain(&texts.item_label("secret_number"));
    assert_eq!(words.each_ref().map(|words| words.contains(&label)), [true, true, true, false]);
    assert!(words[3].contains("other"), "{}", words[3]);
}
