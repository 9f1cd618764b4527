//! Save and resume: a draft goes down as a file, and comes up again by choosing it or by dropping it on the form.

use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element, Event, File, HtmlInputElement};

use super::browser;
use super::dom::{Tag, classed, listen, replace_children, set_attribute, set_shown, tag, watch};
use super::handed_out;
use super::rich;
use super::ui::Ui;
use crate::engine::calendar::Moment;
use crate::engine::definition::FieldIndex;
use crate::engine::draft::{self, Lost, MAX_BYTES, Unopened};
use crate::engine::json::Json;
use crate::engine::news;
use crate::engine::update::{Command, MOST_LINES};
use crate::json_text;

/// Where a file is chosen, and what came of it.
pub(crate) fn resume(ui: Ui) -> [Tag; 2] {
    // No `accept`: Android and iOS grey out files by it that they have no kind for, and .json is often one.
    let input = classed("input", "file").attribute("type", "file").attribute("part", "control");
    let input = input.on("change", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = target else { return };
        let file = input.files().and_then(|files| files.get(0));
        // The same file may be chosen again.
        input.set_value("");
        file.into_iter().for_each(|file| take(ui, Some(file)));
    });
    let label = classed("label", "field-label").child(rich::saying(ui, tag("span"), "resume_choose")).child(input);
    let content = classed("div", "more-text").child(rich::ui_paragraphs(ui, "intro", "resume_intro")).child(label);
    let whole = rich::disclosure(&ui.texts(|texts| texts.line("resume")), content);
    [whole.attribute("class", "more resume"), report(ui)]
}

/// Listens to files that are dropped. The browser would otherwise leave the page and open them.
pub(crate) fn listen_at(root: &Element, ui: Ui) {
    let files = |event: &Event| {
        let transfer = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
        transfer.filter(|transfer| transfer.types().includes(&"Files".into(), 0))
    };
    let mark = |root: &Element, is_over: bool| set_attribute(root, "data-dropping", is_over.then_some(""));
    let (over, left, dropped) = (root.clone(), root.clone(), root.clone());
    let over = move |event: Event| {
        if files(&event).is_some() {
            event.prevent_default();
            mark(&over, true);
        }
    };
    listen(root, "dragover", Box::new(over));
    listen(root, "dragleave", Box::new(move |_| mark(&left, false)));
    let drop = move |event: Event| {
        mark(&dropped, false);
        let Some(transfer) = files(&event) else { return };
        event.prevent_default();
        let only = transfer.files().filter(|files| files.length() == 1);
        take(ui, only.and_then(|files| files.get(0)));
    };
    listen(root, "drop", Box::new(drop));
}

/// Reads a file and takes it up, after a question where it would replace answers. One that is not opened changes nothing.
fn take(ui: Ui, file: Option<File>) {
    spawn_local(async move {
        let bytes = match file {
            Some(file) => browser::read(file).await,
            None => Err(Unopened::NotOne),
        };
        if !ui.is_open() {
            return;
        }
        // What is no JSON is opened like what is no form.
        let parsed = |bytes: Vec<u8>| Ok(json_text::parse(draft::text(&bytes)?).unwrap_or(Json::Null));
        ui.run(Command::OpenFile(bytes.and_then(parsed)));
    });
}

/// What came of the file: what could not be taken up, or why nothing was; before that, the question whether to.
pub(crate) fn report(ui: Ui) -> Tag {
    let report = classed("div", "opened-file").attribute("tabindex", "-1").attribute("data-scroll-to", "");
    let report = report.attribute("role", "group").attribute("aria-label", &ui.line("resume"));
    let place = report.element().clone();
    watch(move || {
        let file = ui.file();
        let mut lines = file.came.as_ref().map(|came| result(ui, came.as_deref()));
        // The host has changed the form meanwhile.
        if !file.not_carried.is_empty() {
            lines.get_or_insert_default().extend(without(ui, "carried_except", &file.not_carried));
        }
        if file.is_asking {
            lines.get_or_insert_default().extend(question(ui));
        }
        set_shown(&place, lines.is_some());
        replace_children(&place, lines.into_iter().flatten());
    });
    report
}

fn question(ui: Ui) -> [Tag; 2] {
    let replace = move || ui.run(Command::ReplaceAnswers);
    let keep = move || ui.run(Command::KeepAnswers);
    let buttons = classed("div", "buttons")
        .child(rich::button(ui, "button-second", "resume_replace", replace))
        .child(rich::button(ui, "button-plain", "resume_keep", keep));
    [rich::saying(ui, tag("p"), "resume_question"), buttons]
}

fn result(ui: Ui, came: Result<&[Lost], &Unopened>) -> Vec<Tag> {
    match came {
        Err(unopened) => vec![rich::saying(ui, classed("p", "error"), unopened.as_str())],
        Ok([]) => vec![rich::saying(ui, tag("p"), "resumed")],
        Ok(lost) => {
            std::iter::once(rich::saying(ui, tag("p"), "resumed")).chain(without(ui, "resumed_except", lost)).collect()
        }
    }
}

/// What could not be taken up, line by line.
fn without(ui: Ui, sentence: &str, lost: &[Lost]) -> [Tag; 3] {
    let line = |lost| ui.form(|form| ui.texts(|texts| news::lost(form.definition(), texts, lost)));
    let lines = lost.iter().take(MOST_LINES).map(|lost| rich::with_words(tag("li"), &line(lost)));
    let more = tag("p");
    rich::say_how_many_more(ui, &more, lost.len().saturating_sub(MOST_LINES));
    [rich::saying(ui, tag("p"), sentence), classed("ul", "lost").children(lines), more]
}

fn label(ui: Ui, field: FieldIndex) -> String {
    ui.form(|form| ui.texts(|texts| news::field_label(form.definition(), texts, field)))
}

/// The button that hands out the answers so far, and what it has done.
pub(crate) fn save(ui: Ui) -> [Tag; 3] {
    let status = handed_out::status();
    let by_hand = tag("div");
    let (place, done) = (by_hand.element().clone(), status.clone());
    let button = rich::button(ui, "button-second save", "save_draft", move || {
        let draft = ui.draft();
        let text = draft.to_pretty();
        let mut way = None;
        if opens_again(ui, &text) {
            let file = ui.file_name("file_draft", Moment::minute);
            let sentences = ["saved_draft", "saved_draft_unsure"];
            if !handed_out::as_file(ui, &done, &file, &text, sentences) {
                way = Some(copy_by_hand(ui, done.clone(), file, text));
            }
        } else {
            let longest = ui.form(|form| draft::longest(form.definition(), &draft));
            let label = longest.map(|field| label(ui, field)).unwrap_or_default();
            handed_out::say(&done, &ui.fill("unsaved_draft", &[("label", label)]));
        }
        replace_children(&place, way.into_iter().flatten());
    });
    [button, status, by_hand]
}

/// Where no file may arrive: the text of the draft, to be put into one.
fn copy_by_hand(ui: Ui, done: Tag, file: String, text: String) -> [Tag; 2] {
    let shown = classed("pre", "export-text").attribute("translate", "no").text(&text);
    let sentences = ["copied_item", "copy_item_failed"];
    let copy = move || handed_out::copy(ui, done.clone(), text.clone(), &file, sentences, || {});
    [rich::button(ui, "button-second copy", "copy", copy), shown]
}

/// Whether the text of a draft is a file that is opened.
fn opens_again(ui: Ui, text: &str) -> bool {
    let read = (text.len() <= MAX_BYTES).then(|| json_text::parse(text).ok()).flatten();
    read.is_some_and(|file| ui.opened().borrow().session.answers_in(&file).is_ok())
}
