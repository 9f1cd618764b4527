//! The last page: the export and the next steps.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::set_timeout;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::answers::masked;
use super::browser;
use super::dom::{Tag, classed, tag};
use super::handed_out;
use super::resume;
use super::rich;
use super::sheet;
use super::signals::{Toggle, watch};
use super::ui::Ui;
use crate::engine::calendar::Moment;
use crate::engine::export::{Secrets, application};
use crate::engine::form::{Action, Completed};
use crate::engine::markup::plain;
use crate::engine::review::{self, TransferLine};

/// How long a button says that it has copied.
const SEEN_FOR: Duration = Duration::from_secs(4);

/// The export and the next steps.
pub(crate) fn complete(ui: Ui, completed: &Completed) -> Vec<Tag> {
    let with_secret = Rc::new(Cell::new(false));
    let at = completed.at;
    let steps = ui.read(|form, texts| review::next_steps(form.definition(), texts, at));
    let heading = |name| rich::saying(ui, rich::heading(ui), name);
    let back = rich::button(ui, "button-second", "back", move || ui.apply(Action::Back));
    let portal = ui.read(|form, texts| texts.of_form(form.definition(), "portal"));
    let has_portal = !portal.is_empty();
    let portal =
        rich::link_button(&portal).map(|link| link.attribute("class", "button portal").attribute("part", "button"));
    let print = rich::button(ui, "button-second print", "print", move || browser::print(&ui.root()));
    let mut page = vec![
        rich::title(ui, "complete_title"),
        resume::report(ui),
        rich::ui_paragraphs(ui, "not-done", "complete_intro"),
        classed("div", "buttons").children(portal).child(print),
    ];
    page.extend(transfer(ui));
    page.push(heading("export_title"));
    if ui.form(|form| form.effective().shows_secret()) {
        page.push(secret_choice(ui, Rc::clone(&with_secret)));
    }
    page.extend(export_buttons(
        ui,
        completed,
        with_secret,
        if has_portal { "button-second download" } else { "button download" },
    ));
    // Never with the secret: a page may be printed or read over a shoulder.
    let text = classed("pre", "export-text").attribute("translate", "no").text(&text(ui, completed, Secrets::Withheld));
    page.push(rich::disclosure(&ui.texts(|texts| texts.ui("export_text")), text));
    page.push(heading("next_title"));
    page.push(classed("ol", "next-steps").children(steps.iter().map(|line| rich::with_words(tag("li"), line))));
    page.push(classed("div", "buttons").child(back));
    page.push(sheet::sheet(ui, &completed.submission, &steps));
    page
}

fn text(ui: Ui, completed: &Completed, secrets: Secrets) -> String {
    let application =
        ui.form(|form| application(form.definition(), &completed.submission, Some(completed.at), secrets));
    application.to_pretty()
}

/// Only this tick puts the secret into the file. The clipboard never gets it: its content is kept and shared.
fn secret_choice(ui: Ui, with_secret: Rc<Cell<bool>>) -> Tag {
    let hint = ui.dom_id("include-secret", "-hint");
    let input = classed("input", "tick include-secret").attribute("type", "checkbox");
    let input = input.attribute("aria-describedby", &hint).on("change", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        with_secret.set(target.is_some_and(|input| input.checked()));
    });
    let words = rich::saying(ui, tag("span"), "include_secret");
    tag("div")
        .child(classed("label", "option").attribute("part", "option").child(input).child(words))
        .child(rich::saying(ui, classed("p", "hint").attribute("id", &hint), "include_secret_hint"))
}

/// The file's button comes first in a form that is handed in as a file.
fn export_buttons(ui: Ui, completed: &Completed, with_secret: Rc<Cell<bool>>, class: &str) -> [Tag; 2] {
    let status = handed_out::status();
    let (downloaded, done) = (completed.clone(), status.clone());
    let download = move || {
        let file = ui.file_name("file_export", Moment::day_stamp);
        let secrets = if with_secret.get() { Secrets::Included } else { Secrets::Withheld };
        let text = text(ui, &downloaded, secrets);
        handed_out::as_file(ui, &done, &file, &text, ["downloaded", "downloaded_unsure"]);
    };
    let (copied, done) = (completed.clone(), status.clone());
    let copy = move || {
        let text = text(ui, &copied, Secrets::Withheld);
        handed_out::copy(ui, done.clone(), text, "", ["copied", "copy_failed"], Box::new(|| {}));
    };
    let buttons = classed("div", "buttons").child(rich::button(ui, class, "download", download)).child(rich::button(
        ui,
        "button-plain copy",
        "copy",
        copy,
    ));
    [buttons, status]
}

/// The answers one by one, for typing them into the portal: each can be copied, and ticked off.
fn transfer(ui: Ui) -> [Tag; 4] {
    let done = handed_out::status();
    let lines = ui.read(review::transfer);
    let list = classed("ol", "transfer").children(lines.iter().map(|line| transfer_line(ui, line, &done)));
    let intro = rich::ui_paragraphs(ui, "intro", "transfer_intro");
    [rich::saying(ui, rich::heading(ui), "transfer_title"), intro, list, done]
}

fn transfer_line(ui: Ui, line: &TransferLine, done: &Tag) -> Tag {
    let tick = classed("input", "tick").attribute("type", "checkbox");
    let ticked: HtmlInputElement = tick.element().clone().unchecked_into();
    let label = classed("label", "option").attribute("part", "option").child(tick);
    let label = label.child(rich::with_words(tag("span"), &line.label));
    // It is typed into the portal exactly as shown.
    let answer = classed("span", "answer-text").attribute("translate", "no");
    let answer = rich::with_words(answer, &line.answer);
    if let Some(secret) = &line.secret {
        let place = classed("span", "masked").child(answer);
        return tag("li").child(label).child(masked(ui, &line.label, place, secret.clone()));
    }
    let whole = tag("li").child(label).child(answer);
    let Some(text) = line.copy.clone() else {
        return whole.child(rich::with_words(classed("span", "way"), &line.way));
    };
    let label = plain(&line.label);
    let name = ui.fill("copy_item", &[("label", label.clone())]);
    let (words, copied) = (rich::saying(ui, tag("span"), "copy_one"), Toggle::new(false));
    let (seen, showing) = (words.clone(), copied.clone());
    watch(move || {
        let name = if showing.get() { "copied_one" } else { "copy_one" };
        rich::set_words(&seen, &ui.texts(|texts| texts.ui(name)));
    });
    let done = done.clone();
    let press = move || {
        let (ticked, copied) = (ticked.clone(), copied.clone());
        // The button shows the result where the finger is; the line below is for screen readers.
        let show = move || {
            ticked.set_checked(true);
            copied.set(true);
            // Fails only without a window.
            let _set = set_timeout(move || copied.set(false), SEEN_FOR);
        };
        handed_out::copy(ui, done.clone(), text.clone(), &label, ["copied_item", "copy_item_failed"], Box::new(show));
    };
    whole.child(rich::with_name(rich::button_saying(&[], "button-plain", press), words, &name))
}
