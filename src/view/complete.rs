//! The last page: the export, and what happens next.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::browser;
use super::dom::{Tag, classed, tag, watch};
use super::rich;
use super::session::Session;
use crate::engine::export::Secrets;
use crate::engine::form::{Action, Form};
use crate::engine::markup::inlines;
use crate::engine::review::{self, TransferLine};

/// The export and the next steps.
pub(crate) fn complete(session: Session) -> Vec<Tag> {
    let secrets = RwSignal::new(Secrets::Withheld);
    let steps = session.texts(|texts| texts.ui_paragraphs("next_steps"));
    let heading = |name| tag("h4").text(&session.ui(name));
    let back = rich::button(session, "button-second", "back", move || session.apply(Action::Back));
    let mut page =
        vec![rich::title(session, "complete_title"), rich::ui_paragraphs(session, "intro", "complete_intro")];
    page.extend(transfer(session));
    page.push(heading("export_title"));
    if session.form(Form::shows_secret) {
        page.push(secret_choice(session, secrets));
    }
    page.extend(export_buttons(session, secrets));
    // Never with the secret: what stands in the page may be printed or read over a shoulder.
    let text = classed("pre", "export-text").text(&text(session, Secrets::Withheld));
    page.push(rich::disclosure(&inlines(&session.ui("export_text")), text));
    page.push(heading("next_title"));
    page.push(classed("ol", "next-steps").children(steps.iter().map(|line| rich::with_words(tag("li"), line))));
    page.push(classed("div", "buttons").child(back));
    page
}

fn text(session: Session, secrets: Secrets) -> String {
    session.export(secrets).map(|application| application.to_pretty()).unwrap_or_default()
}

/// Only this tick puts the secret into the file and onto the clipboard.
fn secret_choice(session: Session, secrets: RwSignal<Secrets>) -> Tag {
    let hint = session.dom_id("include-secret", "-hint");
    let input = classed("input", "tick include-secret").attribute("type", "checkbox");
    let input = input.attribute("aria-describedby", &hint).on("change", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let is_ticked = target.is_some_and(|input| input.checked());
        secrets.set(if is_ticked { Secrets::Included } else { Secrets::Withheld });
    });
    let words = tag("span").text(&session.ui("include_secret"));
    tag("div")
        .child(classed("label", "option").attribute("part", "option").child(input).child(words))
        .child(classed("p", "hint").attribute("id", &hint).text(&session.ui("include_secret_hint")))
}

fn export_buttons(session: Session, secrets: RwSignal<Secrets>) -> [Tag; 2] {
    let done = RwSignal::new(String::new());
    let download = move || {
        let file = session.file_name();
        if browser::download(&file, &text(session, secrets.get_untracked())).is_ok() {
            done.set(session.texts(|texts| texts.fill("downloaded", &[("file", file)])));
        }
    };
    let copy = move || copy(session, text(session, secrets.get_untracked()), done, session.ui("copied"));
    let buttons = classed("div", "buttons")
        .child(rich::button(session, "button download", "download", download))
        .child(rich::button(session, "button-second copy", "copy", copy))
        .child(rich::button(session, "button-second", "print", browser::print));
    [buttons, status(done)]
}

/// Puts a text on the clipboard, and says whether that worked.
fn copy(session: Session, text: String, done: RwSignal<String>, copied: String) {
    spawn_local(async move {
        let is_copied = browser::copy(text).await.is_ok();
        // The page may have been left by then.
        drop(done.try_set(if is_copied { copied } else { session.ui("copy_failed") }));
    });
}

/// A line that tells what a button has done.
fn status(done: RwSignal<String>) -> Tag {
    let status = classed("p", "done").attribute("role", "status");
    let place = status.element().clone();
    watch(move || place.set_text_content(Some(&done.get())));
    status
}

/// The answers one by one, for typing them into the portal: each can be copied, and ticked off.
fn transfer(session: Session) -> [Tag; 4] {
    let done = RwSignal::new(String::new());
    let lines = session.form(|form| session.texts(|texts| review::transfer(form, texts)));
    let list = classed("ol", "transfer").children(lines.iter().map(|line| transfer_line(session, line, done)));
    let intro = rich::ui_paragraphs(session, "intro", "transfer_intro");
    [tag("h4").text(&session.ui("transfer_title")), intro, list, status(done)]
}

fn transfer_line(session: Session, line: &TransferLine, done: RwSignal<String>) -> Tag {
    let tick = classed("input", "tick").attribute("type", "checkbox");
    let label = classed("label", "option").attribute("part", "option").child(tick).child(tag("span").text(&line.label));
    let whole = tag("li").child(label).child(classed("span", "answer-text").text(&line.answer));
    let Some(text) = line.copy.clone() else { return whole };
    let saying = |name| session.texts(|texts| texts.fill(name, &[("label", line.label.clone())]));
    let (name, copied) = (saying("copy_item"), saying("copied_item"));
    let press = move || copy(session, text.clone(), done, copied.clone());
    whole.child(rich::button(session, "button-plain", "copy_one", press).attribute("aria-label", &name))
}
