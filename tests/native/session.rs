//! The rules of a session for answers: when they are unsaved, and the effect of opening, resetting, midnight and files.

use shikaku_form::engine::calendar::Moment;
use shikaku_form::engine::draft::{Lost, Unopened};
use shikaku_form::engine::form::{Action, Stage};
use shikaku_form::engine::json::Json;
use shikaku_form::engine::update::{Command, FileReport, Focus, HostEvent};
use shikaku_form::engine::values::Values;

use crate::sitting::{ANSWERS, LATER, Sitting, kinds, unsaved};

// What makes answers unsaved.

#[test]
fn typing_makes_answers_unsaved_and_nothing_else_does() {
    let mut sitting = Sitting::opened();
    let line = sitting.field("line_type");
    for action in [Action::Leave(line), Action::Review, Action::Back] {
        assert_eq!(unsaved(&sitting.does(action)), None);
    }
    assert_eq!(unsaved(&sitting.types("line_type", "ip_vpn")), Some(true));
    assert_eq!(unsaved(&sitting.types("line_type", "internet_ipsec_ike")), None, "the host knows");
}

#[test]
fn what_was_handed_out_is_saved_until_the_next_answer() {
    let mut sitting = Sitting::on(Stage::Review);
    assert_eq!(unsaved(&sitting.runs(Command::Complete)), None, "an application that nobody has is lost with the page");
    assert_eq!(unsaved(&sitting.runs(Command::HandedOut)), Some(false));
    assert_eq!(unsaved(&sitting.runs(Command::HandedOut)), None);
    assert_eq!(unsaved(&sitting.types("terms_consent", "false")), Some(true));
}

#[test]
fn answers_of_a_file_and_those_of_the_beginning_are_saved() {
    let draft = Sitting::filled_in().draft();
    let mut sitting = Sitting::opened();
    sitting.does(Action::Review);
    let update = sitting.opens(&draft);
    assert_eq!((update.stage, update.summary), (None, Some(Vec::new())), "its errors are listed with the next attempt");
    assert_eq!(unsaved(&sitting.types("terms_consent", "false")), Some(true), "until then they were saved");
    let update = sitting.does(Action::Reset);
    assert_eq!((unsaved(&update), update.file), (Some(false), Some(FileReport::default())));
}

#[test]
fn restored_answers_are_unsaved_from_the_beginning() {
    assert_eq!(Sitting::opened().session.first().events, [HostEvent::Invalid(false)]);
    let first = Sitting::of(None, &ANSWERS, &[]).session.first();
    assert_eq!(first.events, [HostEvent::Unsaved(true), HostEvent::Invalid(false)]);
}

// Opening, resetting, other answers of the host's.

#[test]
fn reset_takes_away_what_an_opened_file_and_a_review_have_left() {
    let mut sitting = Sitting::on(Stage::Review);
    let line = sitting.session.form().definition().find_item("line_type").unwrap();
    sitting.runs(Command::AnswerGuide(sitting.field("line_type"), 0, 2));
    sitting.runs(Command::Edit(line));
    sitting.types("terms_consent", "false");
    assert_eq!(sitting.does(Action::Review).summary.unwrap().len(), 1);
    sitting.opens(&Json::Null);
    let update = sitting.does(Action::Reset);
    assert_eq!(update.editing, None);
    assert_eq!(update.summary, Some(Vec::new()));
    assert_eq!(update.file, Some(FileReport::default()));
    let guided = sitting.field("line_type");
    assert_eq!(update.guides, [guided]);
    assert_eq!(sitting.session.guide_answers(guided), []);
    assert_eq!(update.stage, Some(Stage::Entry));
    assert_eq!(sitting.session.form().values(), sitting.session.form().opened_with());
}

#[test]
fn reset_moves_the_focus_for_the_person_and_not_for_the_host() {
    assert_eq!(Sitting::filled_in().does(Action::Reset).focus, Some(Focus::Title));
    assert_eq!(Sitting::filled_in().runs(Command::Reset).focus, None);
}

#[test]
fn prefill_keeps_what_was_changed_and_fixed_and_saves_and_focuses_nothing() {
    let mut sitting = Sitting::of(None, &[], &["application_type"]);
    sitting.types("planned_start_month", "2027-04");
    let mut values = Values::opening(sitting.session.form().definition());
    for (id, text) in [("application_type", "change"), ("line_type", "ip_vpn"), ("planned_start_month", "2027-05")] {
        let (field, value) = sitting.entered(id, text);
        values.set(field, value);
    }
    sitting.does(Action::Review);
    let update = sitting.runs(Command::Prefill(values));
    assert_eq!((update.focus, unsaved(&update)), (None, None));
    assert_eq!(sitting.value("application_type").typed(), Some("new"), "the host has fixed it");
    assert_eq!(sitting.value("planned_start_month").typed(), Some("2027-04"), "the person has changed it");
    assert_eq!(sitting.value("line_type").typed(), Some("ip_vpn"));
}

// Midnight.

#[test]
fn going_on_after_midnight_is_judged_by_the_new_day() {
    let mut sitting = Sitting::filled_in();
    sitting.clock = Moment::from_unix_seconds(LATER);
    let update = sitting.does(Action::Review);
    assert_eq!(update.stage, Some(Stage::Entry), "the month has passed");
    assert_eq!(update.summary.unwrap()[0].field, sitting.field("planned_start_month"));
    assert_eq!(update.focus, Some(Focus::Summary));
}

#[test]
fn completing_after_midnight_leads_back_to_what_has_become_wrong() {
    let mut sitting = Sitting::on(Stage::Review);
    sitting.clock = Moment::from_unix_seconds(LATER);
    let update = sitting.runs(Command::Complete);
    assert_eq!((update.stage, update.focus), (Some(Stage::Entry), Some(Focus::Summary)));
    assert_eq!(kinds(&update), ["change", "invalid"]);
}

#[test]
fn nothing_is_completed_without_a_clock() {
    let mut sitting = Sitting::on(Stage::Review);
    sitting.clock = None;
    assert_eq!(sitting.runs(Command::Complete).stage, None);
}

// Files.

#[test]
fn wrong_file_moves_nothing() {
    for stage in [Stage::Review, Stage::Complete] {
        for file in [Err(Unopened::TooLarge), Ok(Json::Null), Ok(Json::object([("format", Json::text("other"))]))] {
            let mut sitting = Sitting::on(stage);
            let update = sitting.runs(Command::OpenFile(file));
            assert_eq!(sitting.session.form().stage(), stage);
            assert_eq!(
                (update.fields.len(), update.items.len(), update.stage, update.summary.is_none()),
                (0, 0, None, true)
            );
            assert_eq!((kinds(&update).len(), update.focus), (0, Some(Focus::FileReport)));
            assert!(matches!(update.file.unwrap().came, Some(Err(_))));
        }
    }
}

#[test]
fn why_a_file_was_not_opened_is_forgotten_on_the_next_page() {
    let mut sitting = Sitting::filled_in();
    sitting.opens(&Json::Null);
    assert_eq!(sitting.types("planned_start_month", "2027-04").file, None);
    assert_eq!(sitting.does(Action::Review).file, Some(FileReport::default()));
    let news = vec![sitting.entered("planned_start_month", "2027-05")];
    let update = sitting.runs_with(Command::OpenFile(Err(Unopened::NotOne)), news);
    assert_eq!(update.stage, Some(Stage::Review), "shown again");
    assert_eq!(update.file.unwrap().came, Some(Err(Unopened::NotOne)), "and this is news");
}

#[test]
fn file_over_unsaved_answers_waits_for_an_answer() {
    let draft = Sitting::filled_in().draft();
    let mut sitting = Sitting::opened();
    sitting.types("line_type", "ip_vpn");
    let update = sitting.opens(&draft);
    assert!(update.file.as_ref().unwrap().is_asking);
    assert_eq!((update.focus, unsaved(&update)), (Some(Focus::FileReport), None));
    assert_eq!(sitting.value("line_type").typed(), Some("ip_vpn"), "nothing is replaced yet");

    let update = sitting.runs(Command::KeepAnswers);
    assert!(!update.file.unwrap().is_asking);
    assert_eq!(update.focus, Some(Focus::FileChoice));
    assert!(!sitting.runs(Command::ReplaceAnswers).file.unwrap().is_asking);
    assert_eq!(sitting.value("line_type").typed(), Some("ip_vpn"), "the file is forgotten");

    sitting.opens(&draft);
    let update = sitting.runs(Command::ReplaceAnswers);
    assert_eq!(sitting.value("line_type").typed(), Some("internet_ipsec_ike"));
    let report = update.file.as_ref().unwrap();
    assert_eq!(report.came, Some(Ok(vec![Lost::Secret(sitting.field("secret_number"))])));
    assert_eq!((report.is_asking, update.focus, unsaved(&update)), (false, Some(Focus::FileReport), Some(false)));
}

#[test]
fn file_replaces_saved_answers_at_once_and_from_every_page() {
    let draft = Sitting::filled_in().draft();
    for stage in [Stage::Review, Stage::Complete] {
        let mut sitting = Sitting::on(stage);
        sitting.opens(&draft);
        assert_eq!(
            sitting.runs(Command::KeepAnswers).focus,
            Some(Focus::Title),
            "the file is chosen on the first page"
        );
        sitting.runs(Command::HandedOut);
        let update = sitting.opens(&draft);
        assert_eq!((update.stage, update.focus), (Some(Stage::Entry), Some(Focus::FileReport)));
        assert!(matches!(update.file.unwrap().came, Some(Ok(_))));
    }
}

#[test]
fn file_names_say_form_content_and_time() {
    let name = Sitting::opened().session.file_name("file_draft", "2026-11-28");
    let (form, rest) = name.split_once('_').unwrap();
    assert_eq!(form, "オンライン資格確認");
    assert!(rest.ends_with("_2026-11-28.json"), "{rest}");
}
