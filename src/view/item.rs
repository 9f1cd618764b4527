//! Draws one item: its label, what to know, its fields and their messages.

use leptos::prelude::*;

use super::controls::{Drawn, control, leaves};
use super::rich;
use super::session::Session;
use crate::engine::finding::Severity;
use crate::engine::screen::{ControlPlan, FieldPlan, ItemPlan};

/// An item. It stays in the page when it is hidden, and so keeps what was typed.
pub(crate) fn item(session: Session, plan: ItemPlan) -> impl IntoView {
    let shown = session.shown(plan.index);
    let intro_id = session.dom_id(&plan.id, "-intro");
    let described_by = if plan.intro.is_empty() { String::new() } else { intro_id.clone() };
    let is_group = match plan.fields.as_slice() {
        [only] => match only.control {
            ControlPlan::DropDown(_) | ControlPlan::Digits { .. } => false,
            ControlPlan::Consent(_) | ControlPlan::Radios(_) | ControlPlan::Month => true,
        },
        _ => true,
    };
    let first_id = plan.fields.first().map(|field| session.dom_id(&field.id, "")).unwrap_or_default();
    let mark = if plan.required { ("required", "required") } else { ("optional", "optional") };
    let label = view! {
        <span class="item-label">{rich::words(plan.label)}</span>
        <span class=mark.0>{session.ui(mark.1)}</span>
    };
    // A group's introduction is read out with its legend, a single control's with the control.
    let of_control = if is_group { String::new() } else { described_by.clone() };
    let body = view! {
        <div class="intro" id=intro_id>{rich::paragraphs(plan.intro)}</div>
        {plan.fields.into_iter().map(|plan_of| field(session, plan_of, plan.required, &of_control)).collect_view()}
        <div class="notes">{rich::paragraphs(plan.notes)}</div>
        {plan.more.map(|(title, lines)| view! {
            <details class="more">
                <summary>{rich::words(title)}</summary>
                <div class="more-text">{rich::paragraphs(lines)}</div>
            </details>
        })}
    };
    let whole = if is_group {
        let described_by = (!described_by.is_empty()).then_some(described_by);
        view! { <fieldset aria-describedby=described_by><legend>{label}</legend>{body}</fieldset> }.into_any()
    } else {
        view! { <label class="legend" for=first_id>{label}</label>{body} }.into_any()
    };
    view! {
        <div
            class="item"
            part="item"
            data-scroll-to=""
            id=session.dom_id(&plan.id, "-item")
            hidden=move || !shown.is_some_and(|shown| shown.get())
        >
            {whole}
        </div>
    }
}

fn field(session: Session, plan: FieldPlan, required: bool, described_by: &str) -> impl IntoView + use<> {
    let screen = session.screen(plan.index)?;
    let id = session.dom_id(&plan.id, "");
    if session.is_fixed(plan.index) {
        return Some(fixed(plan.control, screen.with_untracked(|screen| screen.value.typed().map(str::to_owned))));
    }
    let hint_id = format!("{id}-hint");
    let has_hint = screen.with_untracked(|screen| !screen.hint.is_empty());
    let described_by = match (has_hint, described_by) {
        (true, "") => hint_id.clone(),
        (true, others) => format!("{hint_id} {others}"),
        (false, others) => others.to_owned(),
    };
    let label = match plan.control {
        // The words of a consent are its label; drawn by the control.
        ControlPlan::Consent(_) => None,
        ControlPlan::Radios(_) | ControlPlan::DropDown(_) | ControlPlan::Digits { .. } | ControlPlan::Month => {
            let words = move || screen.with(|screen| screen.label.clone());
            let has_words = screen.with_untracked(|screen| !screen.label.is_empty());
            has_words.then(|| field_label(&plan.control, &id, words))
        }
    };
    let drawn = Drawn { session, index: plan.index, screen, id: id.clone(), described_by, required };
    let leave = move |event| {
        if leaves(&event) {
            session.leave(plan.index);
        }
    };
    let error = move || {
        let prefix = session.ui("error_prefix");
        let line = |error| view! { <p class="error" part="error" id=format!("{id}-error")>{prefix}{error}</p> };
        screen.with(|screen| screen.error.clone()).map(line)
    };
    let view = view! {
        <div
            class="field"
            class:invalid=move || screen.with(|screen| screen.error.is_some())
            data-scroll-to=""
            on:focusout=leave
        >
            {label}
            {has_hint.then(|| view! { <p class="hint" id=hint_id>{move || screen.with(|screen| screen.hint.clone())}</p> })}
            {error}
            {control(drawn, plan.control)}
            {move || remarks(session, screen.with(|screen| screen.remarks.clone()))}
        </div>
    };
    Some(view.into_any())
}

/// A label of one control, or the words above a group of radio buttons.
fn field_label(control: &ControlPlan, id: &str, words: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    match control {
        ControlPlan::Radios(_) | ControlPlan::Month | ControlPlan::Consent(_) => {
            view! { <p class="field-label">{words}</p> }.into_any()
        }
        ControlPlan::DropDown(_) | ControlPlan::Digits { .. } => {
            view! { <label class="field-label" for=id.to_owned()>{words}</label> }.into_any()
        }
    }
}

fn remarks(session: Session, remarks: Vec<(Severity, String)>) -> impl IntoView {
    let line = move |(severity, sentence): (Severity, String)| {
        let (class, prefix) = match severity {
            Severity::Error | Severity::Warning => ("warning", "warning_prefix"),
            Severity::Note => ("note", "note_prefix"),
        };
        view! { <p class=class part=class>{session.ui(prefix)}{sentence}</p> }
    };
    remarks.into_iter().map(line).collect_view()
}

/// An answer that the host has given for good.
fn fixed(control: ControlPlan, value: Option<String>) -> AnyView {
    let options: Vec<(Box<str>, AnyView)> = match control {
        ControlPlan::Radios(options) => {
            options.into_iter().map(|(value, words)| (value, rich::words(words).into_any())).collect()
        }
        ControlPlan::DropDown(options) => options.into_iter().map(|(value, words)| (value, words.into_any())).collect(),
        ControlPlan::Consent(_) | ControlPlan::Digits { .. } | ControlPlan::Month => Vec::new(),
    };
    let words = options.into_iter().find(|(option, _)| Some(&**option) == value.as_deref()).map(|(_, words)| words);
    view! { <p class="fixed">{words}</p> }.into_any()
}
