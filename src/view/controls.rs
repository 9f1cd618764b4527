//! The controls: one function each. Text is sent on once it is not being composed by an IME.

use leptos::ev::{CompositionEvent, Event, FocusEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, InputEvent, Node};

use super::rich;
use super::session::Session;
use crate::engine::definition::FieldIndex;
use crate::engine::form::Action;
use crate::engine::markup::Paragraph;
use crate::engine::screen::{ControlPlan, FieldScreen};
use crate::engine::values::{Secret, Value};

/// What every control is handed.
#[derive(Clone)]
pub(crate) struct Drawn {
    pub(crate) session: Session,
    pub(crate) index: FieldIndex,
    pub(crate) screen: RwSignal<FieldScreen>,
    /// The DOM id of the control, or of the group of controls.
    pub(crate) id: String,
    /// Ids of what describes the control besides its error: hint and introduction.
    pub(crate) described_by: String,
    pub(crate) required: bool,
}

/// Draws a control.
pub(crate) fn control(drawn: Drawn, plan: ControlPlan) -> AnyView {
    match plan {
        ControlPlan::Consent(words) => consent(drawn, words).into_any(),
        ControlPlan::Radios(options) => radios(drawn, options).into_any(),
        ControlPlan::DropDown(options) => drop_down(drawn, options).into_any(),
        ControlPlan::Digits { secret } => digits(drawn, secret).into_any(),
        ControlPlan::Month => month(drawn).into_any(),
    }
}

impl Drawn {
    fn enter(&self, value: Value) {
        self.session.apply(Action::Enter(self.index, value));
    }

    fn text(&self) -> String {
        self.screen.with(|screen| screen.value.typed().unwrap_or_default().to_owned())
    }

    fn is_invalid(&self) -> Option<&'static str> {
        self.screen.with(|screen| screen.error.is_some().then_some("true"))
    }

    /// The error is read out before the hint.
    fn descriptions(&self) -> Option<String> {
        let error = self.screen.with(|screen| screen.error.is_some()).then(|| format!("{}-error ", self.id));
        let ids = format!("{}{}", error.unwrap_or_default(), self.described_by);
        (!ids.is_empty()).then_some(ids)
    }
}

/// Whether the focus moved to somewhere outside of the element that listens.
pub(crate) fn leaves(event: &FocusEvent) -> bool {
    let inside: Option<Element> = event.current_target().and_then(|target| target.dyn_into().ok());
    let next: Option<Node> = event.related_target().and_then(|target| target.dyn_into().ok());
    !inside.is_some_and(|inside| inside.contains(next.as_ref()))
}

fn consent(drawn: Drawn, words: Paragraph) -> impl IntoView {
    let (ticked, invalid, described, entered) = (drawn.clone(), drawn.clone(), drawn.clone(), drawn.clone());
    view! {
        <label class="option" part="option">
            <input
                type="checkbox"
                id=drawn.id
                required=drawn.required
                prop:checked=move || ticked.screen.with(|screen| screen.value == Value::Flag(true))
                aria-invalid=move || invalid.is_invalid()
                aria-describedby=move || described.descriptions()
                on:change=move |event| entered.enter(Value::Flag(event_target_checked(&event)))
            />
            <span>{rich::words(words)}</span>
        </label>
    }
}

fn radios(drawn: Drawn, options: Vec<(Box<str>, Paragraph)>) -> impl IntoView {
    let name = drawn.id.clone();
    let option = move |(value, words): (Box<str>, Paragraph)| {
        let (chosen, described, entered) = (drawn.clone(), drawn.clone(), drawn.clone());
        let (shown_value, own_value) = (value.to_string(), value.clone());
        view! {
            <label class="option" part="option">
                <input
                    type="radio"
                    name=drawn.id.clone()
                    value=shown_value
                    required=drawn.required
                    prop:checked=move || chosen.text() == *own_value
                    aria-describedby=move || described.descriptions()
                    on:change=move |_| entered.enter(Value::Text(value.to_string()))
                />
                <span>{rich::words(words)}</span>
            </label>
        }
    };
    view! { <div class="options" id=name>{options.into_iter().map(option).collect_view()}</div> }
}

fn drop_down(drawn: Drawn, options: Vec<(Box<str>, String)>) -> impl IntoView {
    let nothing = (Box::from(""), drawn.session.ui("nothing_chosen"));
    let options = std::iter::once(nothing).chain(options);
    let chosen = drawn.clone();
    let option = move |(value, words): (Box<str>, String)| {
        let (chosen, own_value) = (chosen.clone(), value.clone());
        view! { <option value=value.to_string() prop:selected=move || chosen.text() == *own_value>{words}</option> }
    };
    let (invalid, described, entered) = (drawn.clone(), drawn.clone(), drawn.clone());
    view! {
        <select
            class="select"
            part="control"
            id=drawn.id
            required=drawn.required
            aria-invalid=move || invalid.is_invalid()
            aria-describedby=move || described.descriptions()
            on:change=move |event| entered.enter(Value::Text(event_target_value(&event)))
        >
            {options.map(option).collect_view()}
        </select>
    }
}

fn digits(drawn: Drawn, secret: bool) -> impl IntoView {
    let (text, invalid, described, typed, composed) =
        (drawn.clone(), drawn.clone(), drawn.clone(), drawn.clone(), drawn.clone());
    let value = move |text: String| if secret { Value::Secret(Secret::new(text)) } else { Value::Text(text) };
    let on_input = move |event: Event| {
        // Chromium and Firefox send input events while an IME composes: that text is not typed yet.
        let is_composing = event.dyn_ref::<InputEvent>().is_some_and(InputEvent::is_composing);
        if !is_composing {
            typed.enter(value(event_target_value(&event)));
        }
    };
    let on_composed = move |event: CompositionEvent| composed.enter(value(event_target_value(&event)));
    view! {
        <input
            class=if secret { "text text-short" } else { "text" }
            part="control"
            type=if secret { "password" } else { "text" }
            inputmode="numeric"
            autocomplete=if secret { "new-password" } else { "off" }
            autocapitalize="off"
            spellcheck="false"
            id=drawn.id
            required=drawn.required
            prop:value=move || text.text()
            aria-invalid=move || invalid.is_invalid()
            aria-describedby=move || described.descriptions()
            on:input=on_input
            on:compositionend=on_composed
        />
    }
}

/// The two halves of `YYYY-MM`; each may be empty.
fn halves(text: &str) -> (String, String) {
    let (year, month) = text.split_once('-').unwrap_or((text, ""));
    (year.to_owned(), month.to_owned())
}

fn month(drawn: Drawn) -> impl IntoView {
    let years = Memo::new({
        let drawn = drawn.clone();
        move |_| drawn.screen.with(|screen| screen.years.clone())
    });
    let year_options = move || years.get().into_iter().map(|year| format!("{year:04}")).collect();
    let month_options = || (1..=12).map(|month| format!("{month:02}")).collect();
    let enter = |drawn: &Drawn, year: &str, month: &str| {
        let nothing = year.is_empty() && month.is_empty();
        drawn.enter(Value::Text(if nothing { String::new() } else { format!("{year}-{month}") }));
    };
    let with_year = move |drawn: &Drawn, year: String| enter(drawn, &year, &halves(&drawn.text_untracked()).1);
    let with_month = move |drawn: &Drawn, month: String| enter(drawn, &halves(&drawn.text_untracked()).0, &month);
    view! {
        <div class="month" id=drawn.id.clone()>
            {half(&drawn, "year", year_options, |text| halves(text).0, with_year)}
            {half(&drawn, "month", month_options, |text| halves(text).1, with_month)}
        </div>
    }
}

impl Drawn {
    fn text_untracked(&self) -> String {
        self.screen.with_untracked(|screen| screen.value.typed().unwrap_or_default().to_owned())
    }
}

/// One of a month's two lists.
fn half(
    drawn: &Drawn,
    name: &'static str,
    options: impl Fn() -> Vec<String> + Send + Sync + 'static,
    own: fn(&str) -> String,
    enter: impl Fn(&Drawn, String) + 'static,
) -> AnyView {
    let session = drawn.session;
    let nothing = session.ui(if name == "year" { "no_year" } else { "no_month" });
    let choices = {
        let drawn = drawn.clone();
        move || {
            let drawn = drawn.clone();
            let option = move |value: String| {
                let (chosen, own_value) = (drawn.clone(), value.clone());
                let words = value.trim_start_matches('0').to_owned();
                view! { <option value=value prop:selected=move || own(&chosen.text()) == own_value>{words}</option> }
            };
            options().into_iter().map(option).collect_view()
        }
    };
    let (unchosen, invalid, described, entered) = (drawn.clone(), drawn.clone(), drawn.clone(), drawn.clone());
    view! {
        <label class="month-half">
            <select
                class="select"
                part="control"
                required=drawn.required
                aria-invalid=move || invalid.is_invalid()
                aria-describedby=move || described.descriptions()
                on:change=move |event| enter(&entered, event_target_value(&event))
            >
                <option value="" prop:selected=move || own(&unchosen.text()).is_empty()>{nothing}</option>
                {choices}
            </select>
            {session.ui(name)}
        </label>
    }
    .into_any()
}
