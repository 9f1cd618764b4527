//! The surface towards `www/widget/module.js`: mounting, the module's functions, the clock.
//!
//! What JavaScript hands in is untrusted: it is read into [`Json`] under limits before anything looks at it.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

use leptos::mount::mount_to;
use leptos::prelude::*;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::api::{self, Loaded};
use crate::built_in;
use crate::engine::calendar::{Date, Moment, Month};
use crate::engine::display::Display;
use crate::engine::draft;
use crate::engine::form::{Action, Form, Progress, Stage};
use crate::engine::json::Json;
use crate::engine::problem::{Problem, ProblemCode};
use crate::engine::session::{self, Beginning};
use crate::engine::update::{Command, HostEvent};
use crate::json_text::{js, unreadable};
use crate::view::{Shared, Ui, Widget};

/// A widget in the page. Freeing it removes the view and everything that it listens to.
#[wasm_bindgen]
pub struct Mounted {
    ui: Ui,
    _view: Box<dyn Any>,
}

impl fmt::Debug for Mounted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Mounted(..)")
    }
}

/// The answers of a widget, for the one that takes its place. They never leave the WebAssembly.
#[wasm_bindgen]
pub struct Kept(Rc<RefCell<Shared>>);

impl fmt::Debug for Kept {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Kept(..)")
    }
}

#[wasm_bindgen]
impl Mounted {
    /// Draws a form into `root`. `given`: `{ definition?, prefill?, changed?, draft? }`, each under its own limits,
    /// `changed` from [`Mounted::changed`]; `options`: `{ display, applicationType?, idPrefix }`, `display` as in
    /// [`Mounted::show`]; `kept`: the answers of another widget. `tell(type, detail)` is called with `change`,
    /// `complete`, `display`, `invalid`, `problems` and `unsaved`.
    ///
    /// # Errors
    /// The problems of the definition. Problems of the prefill go to `tell`, and the form opens with the rest of it.
    #[wasm_bindgen(constructor)]
    pub fn new(
        root: HtmlElement,
        given: &JsValue,
        options: &JsValue,
        tell: js_sys::Function,
        kept: Option<Kept>,
    ) -> Result<Mounted, JsValue> {
        let part = |name: &str| read(&js_sys::Reflect::get(given, &name.into())?);
        let own = |name: &str| Ok::<_, JsValue>(js::read_own(&js_sys::Reflect::get(given, &name.into())?));
        let (definition, prefill) = (part("definition")?, part("prefill")?);
        let given = Given { definition, prefill, changed: own("changed")?, draft: own("draft")?, kept };
        let shared = open(root.clone(), &given, &read(options)?, tell).map_err(|problems| problems_to_js(&problems))?;
        // Signals belong to the view's owner, so they must be made inside it.
        let slot = Rc::new(Cell::new(None));
        let view = mount_to(root, {
            let slot = Rc::clone(&slot);
            move || {
                let ui = Ui::new(shared);
                slot.set(Some(ui));
                view! { <Widget ui /> }
            }
        });
        let ui = slot.get().ok_or(JsValue::NULL)?;
        Ok(Self { ui, _view: Box::new(view) })
    }

    /// The answers, secrets among them, for the widget that takes the place of this one at once.
    pub fn keep(&self) -> Kept {
        self.ui.take_up_all();
        Kept(self.ui.shared())
    }

    /// What the person has changed, secrets excepted: a removed view leaves it for its return.
    ///
    /// # Errors
    /// Only when the result cannot be made into an object.
    pub fn changed(&self) -> Result<JsValue, JsValue> {
        self.ui.take_up_all();
        to_js(&self.ui.form(draft::changed))
    }

    /// Opens with other answers. What the person has changed stays.
    ///
    /// # Errors
    /// When `prefill` is not JSON.
    pub fn prefill(&self, prefill: &JsValue) -> Result<(), JsValue> {
        let (ui, prefill) = (self.ui, read(prefill)?);
        ui.when_typed(move || {
            let (values, problems) = ui.form(|form| api::opening_values(form.definition(), present(Some(&prefill))));
            ui.run(Command::Prefill(values));
            ui.tell(HostEvent::Problems(problems));
        });
        Ok(())
    }

    /// Shows every error. Waits for a composition to end, because its text may be the missing answer.
    #[wasm_bindgen(js_name = showErrors)]
    pub fn show_errors(&self) {
        let ui = self.ui;
        ui.when_typed(move || ui.run(Command::ShowErrors));
    }

    /// The result of the module's `validate` for the present answers: `{ valid, findings, shown, application }`.
    ///
    /// # Errors
    /// Never in practice: the answers are the form's own.
    pub fn report(&self) -> Result<JsValue, JsValue> {
        self.ui.take_up_all();
        self.ui.shared().borrow_mut().session.set_today(now());
        let report = self.ui.read(|form, texts| api::report(form, texts, now()));
        to_js(&report)
    }

    /// Shows the form in another way: `{ locale, readings, textSize, colors, headingLevel }`. The answers and the page stay.
    ///
    /// # Errors
    /// When `display` is not an object.
    pub fn show(&self, display: &JsValue) -> Result<(), JsValue> {
        let (ui, display) = (self.ui, self::display(&read(display)?));
        ui.when_typed(move || ui.show(display));
        Ok(())
    }

    /// Back to how the page was opened. The host asks for it: the person's focus stays where it is.
    pub fn reset(&self) {
        let ui = self.ui;
        ui.when_typed(move || ui.run(Command::Reset));
    }

    /// Goes to the page `entry` or `review`, as the form's own buttons do.
    #[wasm_bindgen(js_name = goTo)]
    pub fn go_to(&self, stage: &str) {
        let ui = self.ui;
        let action = if stage == Stage::Review.as_str() { Action::Review } else { Action::Back };
        ui.when_typed(move || ui.apply(action));
    }

    /// Empties the boxes of secrets, because the browser may keep the page and bring it back.
    #[wasm_bindgen(js_name = forgetSecrets)]
    pub fn forget_secrets(&self) {
        self.ui.run(Command::ForgetSecrets);
    }

    /// The host has taken the answers, so closing the page loses nothing.
    #[wasm_bindgen(js_name = handedOver)]
    pub fn handed_over(&self) {
        self.ui.run(Command::HandedOut);
    }

    /// The answers so far, secrets excepted, for the browser to restore.
    ///
    /// # Errors
    /// Only when the result cannot be made into an object.
    pub fn draft(&self) -> Result<JsValue, JsValue> {
        to_js(&self.ui.draft())
    }

    /// Takes up what the boxes hold, even when no event was sent.
    #[wasm_bindgen(js_name = takeUp)]
    pub fn take_up(&self) {
        self.ui.take_up_all();
    }

    /// Calls `run` at once, or when the IME has finished composing.
    #[wasm_bindgen(js_name = whenTyped)]
    pub fn when_typed(&self, run: js_sys::Function) {
        // Its caller in JavaScript reports what it throws.
        self.ui.when_typed(move || drop(run.call0(&JsValue::NULL)));
    }

    /// A sentence of the widget itself.
    pub fn ui(&self, name: &str) -> String {
        self.ui.sentence(name)
    }
}

/// The host's input for one form.
struct Given {
    definition: Json,
    prefill: Json,
    changed: Json,
    draft: Json,
    kept: Option<Kept>,
}

fn open(root: HtmlElement, given: &Given, options: &Json, tell: js_sys::Function) -> Result<Shared, Vec<Problem>> {
    let text = |name| options.get(name).and_then(Json::as_text);
    let display = options.get("display").map(display).unwrap_or_default();
    let Loaded { definition, languages, .. } = api::load(present(Some(&given.definition)), &display.locale)?;
    let texts = languages.texts(&display.locale, display.has_readings)?;
    let (mut values, mut problems) = api::opening_values(&definition, present(Some(&given.prefill)));
    let mut fixed = Vec::new();
    if let Some(option) = text("applicationType").filter(|option| !option.is_empty()) {
        match api::fixed_by_page(&definition, option) {
            Ok((field, value)) => {
                values.set(field, value);
                fixed.push(field);
            }
            // The form has nothing to fix and works without it.
            Err(problem) if definition.fixed_by_page.is_none() => problems.push(problem),
            Err(problem) => return Err(vec![problem]),
        }
    }
    let today = now().map(Moment::today).ok_or_else(|| vec![unreadable("the clock shows no year".to_owned())])?;
    let mut form = Form::new(Arc::clone(&definition), today, values);
    let taken_up = match &given.kept {
        Some(Kept(before)) => Some(draft::carry(before.borrow().session.form(), &form, &fixed)),
        None if given.changed != Json::Null => Some(draft::carry_on(&given.changed, &form, &fixed)),
        // A draft of another form is ignored. Losses are not reported: the browser kept this draft, not the person.
        None => present(Some(&given.draft))
            .and_then(|draft| draft::open(&form, &fixed, draft).ok())
            .map(|restored| draft::Restored { lost: Vec::new(), ..restored }),
    };
    let lost = taken_up.map(|taken_up| {
        form.restore(taken_up.values);
        taken_up.lost
    });
    let beginning = Beginning { form, texts, display, fixed, not_carried: lost.unwrap_or_default() };
    let shared = Shared {
        session: session::Session::new(beginning),
        languages,
        root,
        id_prefix: text("idPrefix").unwrap_or_default().to_owned(),
        tell: Rc::new(move |event| tell_host(&tell, event)),
        now,
    };
    (shared.tell)(HostEvent::Problems(problems));
    Ok(shared)
}

fn display(json: &Json) -> Display {
    let text = |name| json.get(name).and_then(Json::as_text).unwrap_or_default().to_owned();
    Display {
        locale: text("locale"),
        has_readings: json.get("readings") == Some(&Json::Bool(true)),
        text_size: text("textSize"),
        colors: text("colors"),
        heading: text("headingLevel").parse().ok().filter(|level| (1..=6).contains(level)).unwrap_or(Display::HEADING),
    }
}

/// The detail of `change`.
#[derive(Serialize)]
struct Change {
    stage: &'static str,
    answered: usize,
    required: usize,
}

/// The detail of `complete`.
#[derive(Serialize)]
struct Complete {
    application: Json,
}

fn tell_host(tell: &js_sys::Function, event: HostEvent) {
    let (kind, detail) = match event {
        HostEvent::Problems(problems) if problems.is_empty() => return,
        HostEvent::Problems(problems) => ("problems", Ok(problems_to_js(&problems))),
        HostEvent::Change(stage, Progress { answered, required, .. }) => {
            ("change", to_js(&Change { stage: stage.as_str(), answered, required }))
        }
        HostEvent::Display(display) => ("display", to_js(&display)),
        HostEvent::Unsaved(is_unsaved) => ("unsaved", Ok(is_unsaved.into())),
        HostEvent::Invalid(is_invalid) => ("invalid", Ok(is_invalid.into())),
        HostEvent::Complete(application) => ("complete", to_js(&Complete { application })),
    };
    // An error thrown by the host's listener is the host's; the browser reports it.
    let _told = detail.and_then(|detail| tell.call2(&JsValue::NULL, &JsValue::from_str(kind), &detail));
}

/// Validates raw values. `options`: `{ today?, definition?, locale? }`, `today` a day `YYYY-MM-DD` or a month `YYYY-MM`.
///
/// # Errors
/// Problems of the values, of the definition, or of `today`.
#[wasm_bindgen]
pub fn validate(values: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    let (values, options) = (read(values)?, read(options)?);
    let validated = || {
        let locale = options.get("locale").and_then(Json::as_text).unwrap_or_default();
        let loaded = api::load(present(options.get("definition")), locale)?;
        let today = match present(options.get("today")) {
            None => now().map(Moment::today),
            Some(today) => today.as_text().and_then(day_or_month),
        };
        let today = today.ok_or_else(|| {
            let message = "today is a day written YYYY-MM-DD or a month written YYYY-MM".to_owned();
            let (pointer, code) = ("/today".to_owned(), ProblemCode::WrongValue);
            vec![Problem { pointer, code, message, did_you_mean: None }]
        })?;
        api::validate(&loaded, &values, today, now())
    };
    to_js(&validated().map_err(|problems| problems_to_js(&problems))?)
}

fn day_or_month(text: &str) -> Option<Date> {
    Date::parse(text).or_else(|| Month::parse(text).map(Date::from))
}

/// The JSON Schema of the applications of a definition.
///
/// # Errors
/// The problems of the definition.
#[wasm_bindgen(js_name = applicationSchema)]
pub fn application_schema(definition: &JsValue) -> Result<JsValue, JsValue> {
    let definition = read(definition)?;
    to_js(&api::application_schema(present(Some(&definition))).map_err(|problems| problems_to_js(&problems))?)
}

/// Checks a definition and its sentences: `{ ok, problems }`. Never throws for what is in it.
///
/// # Errors
/// Only when the result cannot be made into an object.
#[wasm_bindgen(js_name = checkDefinition)]
pub fn check_definition(definition: &JsValue) -> Result<JsValue, JsValue> {
    let result = match from_js(definition) {
        Ok(definition) => api::check_definition(&definition),
        Err(problem) => api::check_result(&[problem]),
    };
    to_js(&result)
}

/// The built-in definition with its sentences.
///
/// # Errors
/// Only when the result cannot be made into an object.
#[wasm_bindgen(js_name = builtInDefinition)]
pub fn built_in_definition() -> Result<JsValue, JsValue> {
    to_js(&built_in::as_json().map_err(|problems| problems_to_js(&problems))?)
}

fn now() -> Option<Moment> {
    let milliseconds = js_sys::Date::now();
    #[expect(clippy::cast_possible_truncation, reason = "a float to integer cast saturates, and years are checked")]
    Moment::from_unix_seconds((milliseconds / 1000.0).floor() as i64)
}

/// `null` and `undefined` count as left out.
fn present(json: Option<&Json>) -> Option<&Json> {
    json.filter(|json| **json != Json::Null)
}

fn read(value: &JsValue) -> Result<Json, JsValue> {
    from_js(value).map_err(|problem| problems_to_js(&[problem]))
}

fn from_js(value: &JsValue) -> Result<Json, Problem> {
    js::read(value).map_err(unreadable)
}

fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    value.serialize(&Serializer::json_compatible()).map_err(JsValue::from)
}

/// The value to throw: an array of problems, which the module turns into an error.
fn problems_to_js(problems: &[Problem]) -> JsValue {
    let problems = Json::Array(problems.iter().map(Problem::to_json).collect());
    to_js(&problems).unwrap_or(JsValue::NULL)
}
