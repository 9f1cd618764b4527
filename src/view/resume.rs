//! Save and resume: a draft goes down as a file, and comes up again by choosing it or by dropping it on the form.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element, Event, File, HtmlInputElement};

use super::browser;
use super::dom::{Tag, classed, listen, replace_children, set_attribute, set_shown, tag, watch};
use super::rich;
use super::session::Session;
use crate::engine::draft::{Lost, MAX_BYTES, Opened, Unopened};
use crate::engine::form::{Action, Stage};
use crate::engine::json::Json;
use crate::engine::markup::{Paragraph, plain};
use crate::json_text;

/// Where a file is chosen, and what came of it.
pub(crate) fn resume(session: Session) -> [Tag; 2] {
    let input = classed("input", "file").attribute("type", "file").attribute("part", "control");
    let input = input.attribute("accept", ".json,application/json").on("change", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = target else { return };
        let file = input.files().and_then(|files| files.get(0));
        // The same file may be chosen again.
        input.set_value("");
        file.into_iter().for_each(|file| take(session, file));
    });
    let label = classed("label", "field-label").child(rich::saying(session, tag("span"), "resume_choose")).child(input);
    let content = classed("div", "more-text").child(rich::ui_paragraphs(session, "intro", "resume_intro")).child(label);
    let whole = rich::disclosure(&session.texts(|texts| texts.ui("resume")), content);
    [whole.attribute("class", "more resume"), report(session)]
}

/// Listens to files that are dropped. The browser would otherwise leave the page and open them.
pub(crate) fn listen_at(root: &Element, session: Session) {
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
        let file = transfer.files().and_then(|files| files.get(0));
        file.into_iter().for_each(|file| take(session, file));
    };
    listen(root, "drop", Box::new(drop));
}

/// Reads a file and takes it up. What is no JSON is opened like what is no form.
fn take(session: Session, file: File) {
    spawn_local(async move {
        let text = browser::read(file, MAX_BYTES).await;
        if !session.is_open() {
            return;
        }
        let read = text.ok().and_then(|text| json_text::parse(&text).ok());
        // What comes of it stands on the entry page.
        if session.stage.get_untracked() != Stage::Entry {
            session.apply(Action::Back);
        }
        open(session, read.unwrap_or(Json::Null));
        session.focus(".opened-file".to_owned());
    });
}

/// Asks first where the file would replace answers.
fn open(session: Session, file: Json) {
    match session.answers_in(&file) {
        Ok(_) if session.is_unsaved() => session.waiting_file.set(Some(file)),
        opened => enter(session, opened),
    }
}

fn enter(session: Session, opened: Result<Opened, Unopened>) {
    let result = opened.map(|opened| {
        session.apply(Action::Open(opened.values));
        opened.lost
    });
    session.opened_file.set(Some(result));
}

/// What came of the file: what could not be taken up, or why nothing was; before that, the question whether to.
fn report(session: Session) -> Tag {
    let report = classed("div", "opened-file").attribute("tabindex", "-1").attribute("data-scroll-to", "");
    let report = report.attribute("role", "group").attribute("aria-label", &session.ui("resume"));
    let place = report.element().clone();
    watch(move || {
        let is_waiting = session.waiting_file.with(Option::is_some);
        let lines = if is_waiting { question(session) } else { result(session) };
        set_shown(&place, !lines.is_empty());
        replace_children(&place, lines);
    });
    report
}

fn question(session: Session) -> Vec<Tag> {
    let replace = move || {
        let waiting = session.waiting_file.get_untracked();
        session.waiting_file.set(None);
        waiting.into_iter().for_each(|file| enter(session, session.answers_in(&file)));
        session.focus(".opened-file".to_owned());
    };
    let keep = move || {
        session.waiting_file.set(None);
        session.focus(".resume > summary".to_owned());
    };
    let buttons = classed("div", "buttons")
        .child(rich::button(session, "button-second", "resume_replace", replace))
        .child(rich::button(session, "button-plain", "resume_keep", keep));
    vec![rich::saying(session, tag("p"), "resume_question"), buttons]
}

fn result(session: Session) -> Vec<Tag> {
    match session.opened_file.get() {
        None => Vec::new(),
        Some(Err(unopened)) => vec![rich::saying(session, classed("p", "error"), Unopened::as_str(unopened))],
        Some(Ok(lost)) if lost.is_empty() => vec![rich::saying(session, tag("p"), "resumed")],
        Some(Ok(lost)) => {
            let lines = lost.iter().map(|lost| rich::with_words(tag("li"), &line(session, lost)));
            let [resumed, except] = ["resumed", "resumed_except"].map(|name| rich::saying(session, tag("p"), name));
            vec![resumed, except, classed("ul", "lost").children(lines)]
        }
    }
}

fn line(session: Session, lost: &Lost) -> Paragraph {
    let label = |field| {
        let item = session.form(|form| form.definition().item_of(field).map(|item| item.id.clone()));
        session.texts(|texts| plain(&texts.item_label(&item.unwrap_or_default())))
    };
    let (sentence, label) = match lost {
        Lost::Secret(field) => ("lost_secret", label(*field)),
        Lost::Value(field) => ("lost_value", label(*field)),
        Lost::Name(name) => ("lost_name", name.clone()),
    };
    session.texts(|texts| texts.fill(sentence, &[("label", label)]))
}

/// The button that hands out the answers so far, and what it has done.
pub(crate) fn save(session: Session) -> [Tag; 2] {
    let done = RwSignal::new(String::new());
    let button = rich::button(session, "button-second save", "save_draft", move || {
        let file = session.file_name("-draft");
        if browser::download(&file, &session.draft().to_pretty()).is_ok() {
            session.set_unsaved(false);
            done.set(session.fill("saved_draft", &[("file", file)]));
        }
    });
    [button, rich::status(done)]
}
