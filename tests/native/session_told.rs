//! The rules of a session for announcements, events to the host, the focus, the content of boxes, and the display.

use shikaku_form::api;
use shikaku_form::engine::display::Display;
use shikaku_form::engine::form::{Action, Stage};
use shikaku_form::engine::update::{Boxes, Command, Focus, HostEvent, Update};
use shikaku_form::engine::values::{Secret, Value};
use shikaku_form::json_text;

use crate::sitting::{ANSWERS, Sitting, kinds, unsaved};

// What is announced.

#[test]
fn items_that_come_and_go_are_announced_together() {
    let mut sitting = Sitting::opened();
    let shown = sitting.types("line_type", "ip_vpn");
    assert_eq!(shown.items.iter().map(|(_, is_shown)| *is_shown).collect::<Vec<_>>(), [true, true]);
    assert!(shown.announcement.unwrap().contains("お客さまID"));
    assert_eq!(sitting.types("customer_id_prefix", "CAF").announcement, None);
    let hidden = sitting.types("line_type", "internet_ipsec_ike");
    assert_eq!(hidden.items.iter().map(|(_, is_shown)| *is_shown).collect::<Vec<_>>(), [false, false]);
    assert!(hidden.announcement.unwrap().contains("お客さまID"));
}

#[test]
fn leaving_a_field_announces_what_is_wrong_and_else_nothing() {
    let mut sitting = Sitting::opened();
    assert_eq!(sitting.types("planned_start_month", "2020-01").announcement, None, "nobody is interrupted");
    let month = sitting.field("planned_start_month");
    assert!(!sitting.does(Action::Leave(month)).announcement.unwrap().is_empty());
    sitting.types("planned_start_month", "2027-04");
    assert_eq!(sitting.does(Action::Leave(month)).announcement, None);
}

#[test]
fn guide_announces_the_next_question_and_takes_later_answers_back() {
    let mut sitting = Sitting::opened();
    let line = sitting.field("line_type");
    let asked = sitting.runs(Command::AnswerGuide(line, 0, 0));
    assert_eq!(asked.guides, [line]);
    assert_eq!(sitting.session.guide_answers(line), [Some(0)]);
    let question = asked.announcement.unwrap();
    let suggested = sitting.runs(Command::AnswerGuide(line, 1, 0));
    assert_eq!(sitting.session.guide_answers(line), [Some(0), Some(0)]);
    assert_ne!(suggested.announcement.unwrap(), question);
    sitting.runs(Command::AnswerGuide(line, 0, 2));
    assert_eq!(sitting.session.guide_answers(line), [Some(2)]);
}

// What the host is told.

#[test]
fn host_is_told_what_differs_and_in_order() {
    let mut sitting = Sitting::opened();
    assert_eq!(kinds(&sitting.types("line_type", "internet_ipsec_ike")), ["unsaved", "change"]);
    assert_eq!(kinds(&sitting.types("planned_start_month", "2026")), [""; 0], "half a month is no progress");
    assert_eq!(kinds(&sitting.does(Action::Review)), ["invalid"], "the page is the same");
    for (id, text) in ANSWERS {
        sitting.types(id, text);
    }
    assert_eq!(kinds(&sitting.does(Action::Review)), ["change"]);
    let update = sitting.runs(Command::Complete);
    assert_eq!(kinds(&update), ["change", "complete"]);
    let HostEvent::Complete(application) = &update.events[1] else { panic!("{:?}", update.events) };
    assert!(!application.to_pretty().contains("7391"), "without secrets");
    assert_eq!(kinds(&sitting.does(Action::Back)), ["change"]);
}

#[test]
fn form_is_invalid_while_a_listed_error_is_there() {
    let mut sitting = Sitting::filled_in();
    let invalid = |update: &Update| update.events.contains(&HostEvent::Invalid(true));
    sitting.types("planned_start_month", "2020-01");
    let month = sitting.field("planned_start_month");
    assert!(!invalid(&sitting.does(Action::Leave(month))), "it is listed nowhere");
    assert!(invalid(&sitting.does(Action::Review)));
    let update = sitting.types("planned_start_month", "2027-04");
    assert!(update.events.contains(&HostEvent::Invalid(false)));
    assert_eq!(update.summary, None, "the list stays until the next attempt");
}

#[test]
fn errors_are_shown_to_the_host_that_asks_and_only_where_there_are_any() {
    let update = Sitting::opened().runs(Command::ShowErrors);
    assert_eq!((update.stage, update.focus), (Some(Stage::Entry), Some(Focus::Summary)));
    assert_eq!(Sitting::filled_in().runs(Command::ShowErrors).stage, None, "the person goes on");
}

// Where the focus goes.

#[test]
fn another_page_takes_the_focus_and_an_answer_does_not() {
    let mut sitting = Sitting::filled_in();
    assert_eq!(sitting.types("planned_start_month", "2027-04").focus, None);
    assert_eq!(sitting.does(Action::Review).focus, Some(Focus::Title));
    assert_eq!(sitting.runs(Command::Complete).focus, Some(Focus::Title));
    assert_eq!(sitting.does(Action::Back).focus, Some(Focus::Title));
    sitting.types("terms_consent", "false");
    assert_eq!(sitting.does(Action::Review).focus, Some(Focus::Summary));
}

#[test]
fn taken_suggestion_leads_to_its_field() {
    let mut sitting = Sitting::opened();
    let (line, value) = sitting.entered("line_type", "ip_vpn");
    let update = sitting.runs(Command::Suggested(Action::Enter(line, value), line));
    assert_eq!((update.focus, unsaved(&update)), (Some(Focus::Field(line)), Some(true)));
}

#[test]
fn editing_one_answer_leads_to_it_and_lasts_until_the_review_is_reached() {
    let mut sitting = Sitting::on(Stage::Review);
    let month = sitting.session.form().definition().find_item("planned_start_month").unwrap();
    let update = sitting.runs(Command::Edit(month));
    assert_eq!((update.stage, update.editing), (Some(Stage::Entry), Some(month)));
    assert_eq!(update.focus, Some(Focus::Field(sitting.field("planned_start_month"))));
    assert_eq!(sitting.types("planned_start_month", "2020-01").editing, Some(month));
    assert_eq!(sitting.does(Action::Review).editing, Some(month), "refused");
    sitting.types("planned_start_month", "2027-04");
    assert_eq!(sitting.does(Action::Review).editing, None);
}

// What the boxes hold.

#[test]
fn boxes_are_read_before_anything_is_judged_or_drawn_over() {
    let sitting = Sitting::opened();
    let line = sitting.field("line_type");
    assert_eq!(Command::Do(Action::Leave(line)).boxes(), Boxes::Of(line));
    assert_eq!(Command::Do(Action::Untidy(line)).boxes(), Boxes::Of(line));
    assert_eq!(Command::Do(Action::Enter(line, Value::Text(String::new()))).boxes(), Boxes::None);
    for command in [Command::Do(Action::Review), Command::Complete, Command::Reset, Command::ForgetSecrets] {
        assert_eq!(command.boxes(), Boxes::All, "{command:?}");
    }
}

#[test]
fn answers_that_were_found_in_boxes_are_read_once_more_before_they_are_completed() {
    let mut sitting = Sitting::on(Stage::Review);
    let news = vec![sitting.entered("planned_start_month", "2027-05")];
    let update = sitting.runs_with(Command::Complete, news);
    assert_eq!((update.stage, update.focus), (Some(Stage::Review), Some(Focus::Title)));
    assert_eq!(kinds(&update), [""; 0]);
    assert_eq!(sitting.value("planned_start_month").typed(), Some("2027-05"));
    assert_eq!(sitting.runs(Command::Complete).stage, Some(Stage::Complete));
}

#[test]
fn forgotten_secrets_lead_back_and_leave_the_answers_as_saved_as_before() {
    let mut sitting = Sitting::on(Stage::Complete);
    sitting.runs(Command::HandedOut);
    let update = sitting.runs(Command::ForgetSecrets);
    assert_eq!((update.stage, update.focus, unsaved(&update)), (Some(Stage::Entry), None, None));
    for id in ["secret_number", "secret_number_repeat"] {
        assert_eq!(sitting.value(id), &Value::Secret(Secret::new("")));
    }
    assert_eq!(sitting.value("line_type").typed(), Some("internet_ipsec_ike"));
    assert_eq!(Sitting::opened().runs(Command::ForgetSecrets).stage, None, "there was none");
}

#[test]
fn secret_that_was_hidden_is_not_missed_when_it_is_shown_again() {
    let definition = r#"{ "format": "shikaku-form/definition/1", "id": "pin", "version": "1", "items": [
        { "id": "way", "required": true, "fields": [{ "id": "way", "control": "drop_down", "options": ["pin", "none"] }] },
        { "id": "pin", "required": true, "shown": { "field": "way", "is": "pin" },
          "fields": [{ "id": "pin", "control": "digits", "secret": true, "length": 4 }] }] }"#;
    let mut sitting = Sitting::of(Some(&json_text::parse(definition).unwrap()), &[], &[]);
    sitting.types("way", "pin");
    let pin = sitting.field("pin");
    sitting.does(Action::Leave(pin));
    assert_eq!(sitting.session.form().findings_shown(pin).count(), 1, "it is missed where the person has been");
    sitting.types("way", "none");
    sitting.types("way", "pin");
    assert_eq!(sitting.session.form().findings_shown(pin).count(), 0);
    assert!(sitting.session.form().has_error(pin));
}

// How it is shown.

#[test]
fn plain_words_bring_readings_and_take_them_away_unless_the_person_has_chosen() {
    let shown = |locale: &str, has_readings| Display { locale: locale.to_owned(), has_readings, ..Display::default() };
    let mut sitting = Sitting::opened();
    let mut simple = shown("ja-simple", false);
    assert!(sitting.session.bring_readings(&mut simple, true) && simple.has_readings);
    sitting.runs(Command::Show(simple.clone(), None, true));
    let mut back = shown("ja", true);
    assert!(sitting.session.bring_readings(&mut back, false) && !back.has_readings);

    let mut simple = shown("ja-simple", false);
    sitting.runs(Command::Show(shown("ja", false), None, false));
    sitting.session.bring_readings(&mut simple, true);
    sitting.runs(Command::Show(simple, None, true));
    sitting.session.bring_readings(&mut shown("ja-simple", false), true);
    sitting.runs(Command::Show(shown("ja-simple", false), None, false));
    sitting.session.bring_readings(&mut shown("ja-simple", true), true);
    sitting.runs(Command::Show(shown("ja-simple", true), None, false));
    let mut back = shown("ja", true);
    assert!(!sitting.session.bring_readings(&mut back, false) && back.has_readings, "chosen by hand");
}

#[test]
fn another_language_draws_every_word_anew_and_keeps_answers_and_page() {
    let mut sitting = Sitting::opened();
    sitting.does(Action::Review);
    let japanese = sitting.types("line_type", "ip_vpn").announcement.unwrap();
    let display = Display { locale: "en".to_owned(), ..Display::default() };
    let texts = api::load(None, "en").unwrap().texts;
    let update = sitting.runs(Command::Show(display.clone(), Some(Box::new(texts)), true));
    assert!(update.is_reworded && !japanese.is_empty());
    assert_eq!(update.announcement.as_deref(), Some(""), "nothing is said twice, and in two languages");
    assert_eq!((update.stage, update.focus), (None, None));
    assert_eq!(update.fields.len(), sitting.session.form().definition().fields().count());
    assert!(update.summary.is_some_and(|lines| !lines.is_empty()));
    assert_eq!((update.events, update.display), (vec![HostEvent::Display(display.clone())], Some(display)));
    assert_eq!(sitting.value("line_type").typed(), Some("ip_vpn"));
}
