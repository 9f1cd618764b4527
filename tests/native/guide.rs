//! The guide to an option: every path through it ends with a suggestion and its reason, or says whom to ask.

use std::collections::BTreeSet;

use shikaku_form::engine::definition::{Definition, FieldIndex};
use shikaku_form::engine::form::Action;
use shikaku_form::engine::guide::{Outcome, guide_plan, guided};
use shikaku_form::engine::kinds::Control;
use shikaku_form::engine::markup::{plain, sentences};
use shikaku_form::engine::texts::Texts;
use shikaku_form::engine::values::Value;
use shikaku_form::{api, built_in};

/// Every outcome from here on, with the number of questions that were answered.
fn outcomes(form: &Definition, texts: &Texts, field: FieldIndex, answers: &[Option<usize>]) -> Vec<(usize, Outcome)> {
    let guidance = guided(form, texts, field, answers);
    if let Some(outcome) = guidance.outcome {
        return vec![(guidance.asked.len(), outcome)];
    }
    let next = *guidance.asked.last().unwrap();
    let count = guide_plan(form, texts, field).unwrap().questions[next].answers.len();
    let chosen = (0..count).map(|answer| {
        let mut answers = answers.to_vec();
        answers[next] = Some(answer);
        answers
    });
    chosen.flat_map(|answers| outcomes(form, texts, field, &answers)).collect()
}

#[test]
fn every_way_ends_after_two_questions_at_most_and_every_option_is_suggested() {
    let form = built_in::definition().unwrap();
    for &locale in built_in::LOCALES {
        let texts = api::load(None, locale).unwrap().texts;
        let guides = form.fields().filter_map(|(field, _)| Some((field, guide_plan(&form, &texts, field)?)));
        let mut count = 0;
        for (field, plan) in guides {
            count += 1;
            let mut suggested = BTreeSet::new();
            for (asked, outcome) in outcomes(&form, &texts, field, &vec![None; plan.questions.len()]) {
                assert!(asked <= 2, "{asked} questions");
                assert!(outcome.lines.iter().all(|line| !plain(line).is_empty()), "{locale}: {outcome:?}");
                if let Some((_, action)) = outcome.choose {
                    let Action::Enter(of, Value::Text(option)) = action else { panic!("{action:?}") };
                    assert_eq!(of, field);
                    suggested.insert(option);
                }
            }
            let Control::Choice(choice) = &form.field(field).unwrap().control else { continue };
            assert_eq!(suggested, choice.options.iter().map(ToString::to_string).collect());
        }
        assert_eq!(count, 1);
    }
}

#[test]
fn flets_line_with_an_ipsec_service_is_led_to_the_internet_connection() {
    let form = built_in::definition().unwrap();
    let texts = api::load(None, "ja").unwrap().texts;
    let field = form.find("line_type").unwrap();
    let outcome = guided(&form, &texts, field, &[Some(0), Some(0), None]).outcome.unwrap();
    assert!(plain(&outcome.lines[0]).contains("3：インターネット接続（IPsec+IKE）"));
    assert!(plain(&outcome.lines[1]).contains("NTTの回線であっても"));
    assert!(sentences(&outcome.lines).contains("。 "), "read out one after the other");
}

#[test]
fn what_nobody_knows_is_no_recommendation() {
    let form = built_in::definition().unwrap();
    let texts = api::load(None, "ja").unwrap().texts;
    let field = form.find("line_type").unwrap();
    for answers in [[Some(3), None, None], [Some(0), Some(2), None], [Some(1), None, Some(2)]] {
        let outcome = guided(&form, &texts, field, &answers).outcome.unwrap();
        assert_eq!(outcome.choose, None, "{answers:?}");
        assert!(sentences(&outcome.lines).contains("尋ねてください"), "{answers:?}: whom to ask");
    }
}

#[test]
fn nothing_is_said_before_the_last_answer() {
    let form = built_in::definition().unwrap();
    let texts = api::load(None, "ja").unwrap().texts;
    let field = form.find("line_type").unwrap();
    let guidance = guided(&form, &texts, field, &[Some(1), None, None]);
    assert_eq!((guidance.asked, guidance.outcome), (vec![0, 2], None));
}
