//! The review page: every shown item with its answer, and the way back to it.

use std::time::Duration;

use leptos::prelude::*;

use super::dom::{Tag, classed, set_attribute, set_shown, tag, watch};
use super::rich;
use super::session::Session;
use crate::engine::form::Action;
use crate::engine::review::{self, ReviewLine};
use crate::engine::values::Secret;

/// The answers, to be read once more.
pub(crate) fn review(session: Session) -> [Tag; 4] {
    let lines = session.form(|form| {
        let submission = form.submission()?;
        Some(session.texts(|texts| review::review(form, texts, &submission)))
    });
    let lines = lines.unwrap_or_default();
    let answers = classed("dl", "answers").attribute("part", "answers");
    let buttons = classed("div", "buttons")
        .child(rich::button(session, "button", "complete", move || session.apply(Action::Complete)))
        .child(rich::button(session, "button-second", "back", move || session.apply(Action::Back)));
    [
        rich::title(session, "review_title"),
        rich::ui_paragraphs(session, "intro", "review_intro"),
        answers.children(lines.iter().map(|line| answer(session, line))),
        buttons,
    ]
}

fn answer(session: Session, line: &ReviewLine) -> Tag {
    let warning = |sentence: &String| classed("p", "warning").text(&(session.ui("warning_prefix") + sentence));
    let words = classed("span", "answer-text").text(&line.answer);
    let text = match &line.secret {
        Some(secret) => masked(session, line, words, secret.clone()),
        None => tag("dd").child(words),
    };
    let answer = classed("div", "answer")
        .child(rich::with_words(tag("dt"), &line.label))
        .child(text.children(line.warnings.iter().map(warning)));
    let first = session.form(|form| {
        let item = form.definition().item(line.item)?;
        form.definition().fields_of(item).next().map(|(index, _)| index)
    });
    let Some(first) = first.filter(|field| !session.is_fixed(*field)) else { return answer };
    let edit = move || {
        session.apply(Action::Back);
        session.focus_field(first);
    };
    let name = session.texts(|texts| texts.fill("edit_item", &[("label", line.name.clone())]));
    let button = rich::button(session, "button-plain", "edit", edit).attribute("aria-label", &name);
    answer.child(classed("dd", "answer-edit").child(button))
}

/// How long a secret stays on the screen: long enough to compare four digits, too short to be forgotten there.
const REVEALED: Duration = Duration::from_secs(10);

/// A secret behind its mask, with a switch that turns itself off.
fn masked(session: Session, line: &ReviewLine, mask: Tag, secret: Secret) -> Tag {
    let is_revealed = RwSignal::new(false);
    let switch = rich::button(session, "button-plain", "reveal", move || {
        is_revealed.update(|is_revealed| *is_revealed = !*is_revealed);
        let conceal = move || {
            // The page may have been left by then.
            let _set = is_revealed.try_set(false);
        };
        // Fails only without a window.
        let _set = set_timeout(conceal, REVEALED);
    });
    let digits = classed("span", "revealed").attribute("role", "status");
    let (covered, shown, button) = (mask.element().clone(), digits.element().clone(), switch.element().clone());
    let name = line.name.clone();
    watch(move || {
        let is_revealed = is_revealed.get();
        set_shown(&covered, !is_revealed);
        shown.set_text_content(is_revealed.then(|| secret.reveal()));
        let (words, of_item) = if is_revealed { ("conceal", "conceal_item") } else { ("reveal", "reveal_item") };
        button.set_text_content(Some(&session.ui(words)));
        let name = session.texts(|texts| texts.fill(of_item, &[("label", name.clone())]));
        set_attribute(&button, "aria-label", Some(&name));
    });
    tag("dd").child(mask).child(digits).child(switch)
}
