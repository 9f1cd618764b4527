//! The entry page: the error summary, the items and the two buttons.

use std::rc::Rc;

use web_sys::Element;

use super::dom::{Tag, classed, replace_children, set_attribute, set_shown, tag};
use super::item::item;
use super::resume;
use super::rich;
use super::signals::{Toggle, watch};
use super::ui::Ui;
use crate::engine::form::Action;
use crate::engine::screen::{ItemPlan, SummaryLine, plan};
use crate::engine::update::MAX_LINES;

/// The form itself.
pub(crate) fn entry(ui: Ui) -> [Tag; 10] {
    let items = ui.read(|form, texts| plan(form.definition(), texts));
    let submit = classed("button", "button").attribute("part", "button").attribute("type", "submit");
    let (reset, question) = reset(ui);
    let [save, saved, by_hand] = resume::save(ui);
    let buttons =
        classed("div", "buttons").child(rich::saying(ui, submit, "to_review")).child(save).child(reset).child(question);
    // The browser's own bubbles could be in another language than this page, and would hide each other.
    let form = tag("form").attribute("novalidate", "").children(sections(ui, &items));
    let form = form.child(buttons).child(unanswered(ui));
    back_to_review(ui, form.element());
    let not_official = classed("p", "not-official").attribute("part", "notice");
    let not_official = rich::saying(ui, not_official, "not_official");
    let place = tag("div");
    let summary_place = place.element().clone();
    watch(move || {
        let lines = ui.summary();
        replace_children(&summary_place, (!lines.is_empty()).then(|| summary(ui, lines)));
    });
    let of_secrets = tag("form").attribute("id", &ui.secrets_form()).attribute("hidden", "");
    let of_secrets = of_secrets.child(rich::saying(ui, tag("button").attribute("type", "submit"), "to_review"));
    let [resume, report] = resume::resume(ui);
    [
        rich::title(ui, "entry_title"),
        not_official,
        resume,
        report,
        progress(ui),
        place,
        form,
        saved,
        by_hand,
        of_secrets,
    ]
}

/// The items, those of a section below its heading. A heading without a shown item is hidden.
fn sections(ui: Ui, items: &[ItemPlan]) -> Vec<Tag> {
    let mut drawn = Vec::new();
    for together in items.chunk_by(|one, next| one.section == next.section) {
        let items = together.iter().map(|plan| item(ui, plan));
        let Some(Some(section)) = together.first().map(|first| &first.section) else {
            drawn.extend(items);
            continue;
        };
        let heading = rich::with_words(rich::heading(ui).attribute("class", "heading section-title"), &section.label);
        let whole = classed("div", "section").child(heading).children(items);
        let element = whole.element().clone();
        let shown: Vec<_> = together.iter().filter_map(|plan| ui.shown(plan.index)).collect();
        watch(move || set_shown(&element, shown.iter().any(Toggle::get)));
        drawn.push(whole);
    }
    drawn
}

/// The progress. It is not announced, because that would interrupt after every answer.
fn progress(ui: Ui) -> Tag {
    let id = ui.dom_id("progress", "-words");
    let words = tag("p").attribute("id", &id);
    let bar = tag("progress").attribute("aria-labelledby", &id);
    let (sentence, filled) = (words.clone(), bar.element().clone());
    watch(move || {
        let progress = ui.progress();
        let (done, all) = (progress.done(), progress.done() + progress.left());
        // Nothing to do would show as an empty bar, as if nothing were done.
        set_attribute(&filled, "value", Some(&if all == 0 { 1 } else { done }.to_string()));
        set_attribute(&filled, "max", Some(&all.max(1).to_string()));
        let params = [("answered", done.to_string()), ("required", all.to_string())];
        let name = if progress.left() == 0 { "progress_done" } else { "progress" };
        rich::set_words(&sentence, &ui.texts(|texts| texts.fill(name, &params)));
    });
    classed("div", "progress").attribute("part", "progress").child(words).child(bar)
}

/// The items that wait for an answer, each with a link. Not above the button, which would move from under the pointer
/// when the last box is left.
fn unanswered(ui: Ui) -> Tag {
    let whole = classed("div", "unanswered");
    let place = whole.element().clone();
    watch(move || {
        let lines = ui.unanswered();
        let left = ui.progress().left();
        let words = ui.texts(|texts| texts.fill("unanswered", &[("count", left.to_string())]));
        let more = tag("p");
        rich::say_how_many_more(ui, &more, left.saturating_sub(lines.len()));
        let list = tag("ul").children(lines.iter().map(|line| summary_line(ui, line)));
        replace_children(&place, [rich::with_words(tag("p"), &words), list, more]);
        set_shown(&place, !lines.is_empty());
    });
    whole
}

/// A button back to the review page, beside the answer that the person came from there to change.
fn back_to_review(ui: Ui, form: &Element) {
    let button = rich::button(ui, "button-second", "back_to_review", move || ui.apply(Action::Review));
    let button = classed("div", "buttons back-to-review").child(button);
    let form = form.clone();
    watch(move || {
        let id = ui.editing().and_then(|item| ui.item_dom_id(item));
        let item = id.and_then(|id| form.query_selector(&format!("#{id}")).ok().flatten());
        match item {
            Some(item) => drop(item.append_child(button.element())),
            None => button.element().remove(),
        }
    });
}

/// The error summary, each line with a link to its field. A solved line goes; the box stays until the next attempt.
fn summary(ui: Ui, lines: Rc<[SummaryLine]>) -> Tag {
    let links: Vec<Tag> = lines.iter().take(MAX_LINES).map(|line| summary_line(ui, line)).collect();
    let items: Vec<Element> = links.iter().map(|link| link.element().clone()).collect();
    // A screen reader reads the whole box when a line is new, and nothing when the count goes down.
    let (advice, more) = (tag("p"), tag("p").attribute("aria-live", "off"));
    let (advice_place, more_place) = (advice.clone(), more.clone());
    watch(move || {
        let open: Vec<bool> = lines.iter().map(|line| ui.has_error(line.field)).collect();
        items.iter().zip(&open).for_each(|(item, is_open)| set_shown(item, *is_open));
        let more = open.iter().skip(MAX_LINES).filter(|is_open| **is_open).count();
        rich::say_how_many_more(ui, &more_place, more);
        let words = if open.contains(&true) { "summary_intro" } else { "summary_solved" };
        rich::set_words(&advice_place, &ui.texts(|texts| texts.ui(words)));
    });
    let summary = classed("div", "summary").attribute("part", "summary").attribute("role", "alert");
    let summary = summary.attribute("tabindex", "-1").attribute("data-scroll-to", "");
    summary
        .child(rich::saying(ui, rich::heading(ui), "summary_title"))
        .child(advice)
        .child(tag("ul").children(links))
        .child(more)
}

fn summary_line(ui: Ui, line: &SummaryLine) -> Tag {
    let field = line.field;
    let address = format!("#{}", ui.field_dom_id(field));
    let link = rich::with_words(tag("a").attribute("href", &address), &line.sentence).on("click", move |event| {
        event.prevent_default();
        ui.focus_field(field);
    });
    tag("li").child(link)
}

/// Asks before it discards what was typed.
fn reset(ui: Ui) -> (Tag, Tag) {
    let is_asking = Toggle::new(false);
    let [asked, kept, started] = [is_asking.clone(), is_asking.clone(), is_asking.clone()];
    let ask = move || {
        asked.set(true);
        ui.focus(".reset-question".to_owned());
    };
    let keep = move || {
        kept.set(false);
        ui.focus(".reset".to_owned());
    };
    let start_again = move || {
        started.set(false);
        ui.apply(Action::Reset);
    };
    let button = rich::button(ui, "button-plain reset", "reset", ask);
    let question = classed("div", "reset-question").attribute("role", "group").attribute("tabindex", "-1");
    let question = question
        .attribute("data-scroll-to", "")
        .attribute("aria-label", &ui.sentence("reset"))
        .child(rich::saying(ui, tag("p"), "reset_question"))
        .child(rich::button(ui, "button-second", "reset_yes", start_again))
        .child(rich::button(ui, "button-plain", "reset_no", keep));
    let (expanded, shown) = (button.element().clone(), question.element().clone());
    watch(move || {
        set_attribute(&expanded, "aria-expanded", Some(if is_asking.get() { "true" } else { "false" }));
        set_shown(&shown, is_asking.get());
    });
    (button, question)
}
