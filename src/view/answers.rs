//! The answers as people read them: on the review page, and on paper.

use std::cell::Cell;
use std::time::Duration;

use leptos::prelude::{TimeoutHandle, set_timeout};

use super::dom::{Tag, classed, replace_children, set_shown, tag};
use super::rich;
use super::signals::{Toggle, watch};
use super::ui::Ui;
use crate::engine::markup::{Paragraph, plain};
use crate::engine::review::{self, ReviewLine};
use crate::engine::validation::Submission;
use crate::engine::values::Secret;

/// Every shown item with its answer.
pub(crate) fn lines(ui: Ui, submission: &Submission) -> Vec<ReviewLine> {
    ui.read(|form, texts| review::review(form, texts, submission))
}

/// The answers section by section, each drawn by `draw`.
pub(crate) fn answers(ui: Ui, lines: &[ReviewLine], draw: fn(Ui, &ReviewLine) -> Tag) -> Tag {
    let whole = classed("div", "answers").attribute("part", "answers");
    lines.chunk_by(|one, next| one.section == next.section).fold(whole, |whole, together| {
        let section = together.first().and_then(|line| line.section.as_ref());
        let heading = section.map(|section| {
            rich::with_words(rich::heading(ui).attribute("class", "heading section-title"), &section.label)
        });
        whole.children(heading).child(tag("dl").children(together.iter().map(|line| draw(ui, line))))
    })
}

/// A line as it is read.
pub(crate) fn plain_answer(ui: Ui, line: &ReviewLine) -> Tag {
    let words = rich::with_words(classed("span", "answer-text"), &line.answer);
    labelled(ui, line, tag("dd").child(words))
}

/// A line with its warnings.
pub(crate) fn labelled(ui: Ui, line: &ReviewLine, text: Tag) -> Tag {
    let warning =
        |sentence: &Paragraph| rich::with_words(rich::saying(ui, classed("p", "warning"), "warning_prefix"), sentence);
    classed("div", "answer")
        .child(rich::with_words(tag("dt"), &line.label))
        .child(text.children(line.warnings.iter().map(warning)))
}

/// How long a secret stays on the screen: long enough to compare four digits, too short to be forgotten there.
const REVEALED: Duration = Duration::from_secs(10);

/// A secret behind the mask in `place`, with a switch that turns itself off.
pub(crate) fn masked(ui: Ui, label: &Paragraph, place: Tag, secret: Secret) -> Tag {
    let (is_revealed, end) = (Toggle::new(false), Cell::new(None));
    let revealed = is_revealed.clone();
    let switch = rich::button_saying(&[], "button-plain", move || {
        revealed.set(!revealed.is_on());
        end.take().iter().for_each(TimeoutHandle::clear);
        let revealed = revealed.clone();
        // Fails only without a window.
        end.set(set_timeout(move || revealed.set(false), REVEALED).ok());
    });
    let digits = classed("span", "revealed").attribute("role", "status").attribute("translate", "no");
    let (covered, shown, button) = (place.element().first_element_child(), digits.element().clone(), switch.clone());
    let name = plain(label);
    watch(move || {
        let is_revealed = is_revealed.get();
        covered.iter().for_each(|mask| set_shown(mask, !is_revealed));
        shown.set_text_content(is_revealed.then(|| secret.reveal()));
        let (words, of_item) = if is_revealed { ("conceal", "conceal_item") } else { ("reveal", "reveal_item") };
        replace_children(button.element(), None);
        let name = ui.fill(of_item, &[("label", name.clone())]);
        rich::with_name(button.clone(), rich::saying(ui, tag("span"), words), &name);
    });
    place.child(digits).child(switch)
}
