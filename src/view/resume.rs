//! Save and resume: hands a draft out as a file, and opens a file that is chosen or dropped on the form.

use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element, Event, File, HtmlInputElement};

use super::browser;
use super::dom::{Tag, classed, listen, replace_children, set_attribute, set_shown, tag};
use super::handed_out;
use super::rich;
use super::signals::watch;
use super::ui::Ui;
use crate::engine::calendar::Moment;
use crate::engine::definition::FieldIndex;
use crate::engine::draft::{self, Lost, MAX_BYTES, Unopened};
use crate::engine::json::Json;
use crate::engine::news;
use crate::engine::update::{Command, MAX_LINES};
use crate::json_text;

/// The choice of a file, and the result of opening it.
pub(crate) fn resume(ui: Ui) -> [Tag; 2] {
    // No `accept`: with it Android and iOS grey out files of unknown type, often .json among them.
    let input = classed("input", "file").attribute("type", "file").attribute("part", "control");
    let input = input.on("change", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = target else { return };
        let file = input.files().and_then(|files| files.get(0));
        // So that the same file can be chosen again.
        input.set_value("");
        file.into_iter().for_each(|file| take(ui, Some(file)));
    });
    let label = classed("label", "field-label").child(rich::saying(ui, tag("span"), "resume_choose")).child(input);
    let content = classed("div", "more-text").child(rich::ui_paragraphs(ui, "intro", "resume_intro")).child(label);
    let whole = rich::disclosure(&ui.texts(|texts| texts.ui("resume")), content);
    [whole.attribute("class", "more resume"), report(ui)]
}

/// Listens for dropped files. The browser would otherwise leave the page and open them.
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

/// Reads a file and opens it, and asks first if that would replace answers. A file that cannot be opened changes
/// nothing.
fn take(ui: Ui, file: Option<File>) {
    spawn_local(async move {
        let bytes = match file {
            Some(file) => browser::read(file).await,
            None => Err(Unopened::NotOne),
        };
        if !ui.is_alive() {
            return;
        }
        // A file that is not JSON is opened as `null`, and so rejected as any other file.
        let parsed = |bytes: Vec<u8>| Ok(json_text::parse(draft::text(&bytes)?).unwrap_or(Json::Null));
        ui.run(Command::OpenFile(bytes.and_then(parsed)));
    });
}

/// The result of opening a file: the answers that could not be restored, or why it was not opened; before that, the
/// question whether to open it.
pub(crate) fn report(ui: Ui) -> Tag {
    let report = classed("div", "opened-file").attribute("tabindex", "-1").attribute("data-scroll-to", "");
    let report = report.attribute("role", "group").attribute("aria-label", &ui.sentence("resume"));
    let place = report.element().clone();
    watch(move || {
        let file = ui.file();
        let mut lines = file.came.as_ref().map(|came| result(ui, came.as_deref()));
        // The host has changed the form.
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

/// The answers that could not be restored, line by line.
fn without(ui: Ui, sentence: &str, lost: &[Lost]) -> [Tag; 3] {
    let line = |lost| ui.read(|form, texts| news::lost(form.definition(), texts, lost));
    let lines = lost.iter().take(MAX_LINES).map(|lost| rich::with_words(tag("li"), &line(lost)));
    let more = tag("p");
    rich::say_how_many_more(ui, &more, lost.len().saturating_sub(MAX_LINES));
    [rich::saying(ui, tag("p"), sentence), classed("ul", "lost").children(lines), more]
}

fn label(ui: Ui, field: FieldIndex) -> String {
    ui.read(|form, texts| news::field_label(form.definition(), texts, field))
}

/// The button that hands out the answers so far, and its result.
pub(crate) fn save(ui: Ui) -> [Tag; 3] {
    let status = handed_out::status();
    let by_hand = tag("div");
    let (place, done) = (by_hand.element().clone(), status.clone());
    let button = rich::button(ui, "button-second save", "save_draft", move || {
        let draft = ui.draft();
        let text = draft.to_pretty();
        let mut way = None;
        if opens_again(ui, &text) {
            let file = ui.file_name("file_draft", Moment::minute_stamp);
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

/// Where files may not arrive: the text of the draft, for pasting into one.
fn copy_by_hand(ui: Ui, done: Tag, file: String, text: String) -> [Tag; 2] {
    let shown = classed("pre", "export-text").attribute("translate", "no").text(&text);
    let sentences = ["copied_item", "copy_item_failed"];
    let copy = move || handed_out::copy(ui, done.clone(), text.clone(), &file, sentences, Box::new(|| {}));
    [rich::button(ui, "button-second copy", "copy", copy), shown]
}

/// Whether the text of a draft can be opened as a file.
fn opens_again(ui: Ui, text: &str) -> bool {
    let read = (text.len() <= MAX_BYTES).then(|| json_text::parse(text).ok()).flatten();
    read.is_some_and(|file| ui.shared().borrow().session.answers_in(&file).is_ok())
}
