//! Every reachable state of each form, in every language, theme and layout: each is opened, inspected by third-party
//! checkers, and pictured on a sheet in `target/screenshots`. None scrolls sideways.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};
use shikaku_form::built_in;
use shikaku_form::engine::definition::Definition;
use shikaku_form::engine::form::Stage;
use shikaku_form::engine::parse;
use shikaku_form::engine::values::Value as Entered;

use crate::beyond_answers::{FURTHER, Steps};
use crate::harness::driver::Driver;
use crate::harness::engines::{Engine, Theme};
use crate::harness::page::{Page, run, run_expecting};
use crate::harness::sample_answers::today;
use crate::harness::{checkers, share, skip};
use crate::support::hearing_sheet::hearing_sheet;
use crate::support::reachable_states::{State, states};

/// The default size of text, at which the page's own style applies.
const ORDINARY: &str = "";
/// Widths of the page with sizes of its text; 640 px at 200 % is as narrow as a phone.
const WIDE: Layout = ("wide", 1280, ORDINARY);
const LAYOUTS: [Layout; 4] = [WIDE, ("middle", 768, ORDINARY), ("narrow", 320, ORDINARY), ("large", 640, "200%")];

type Layout = (&'static str, u64, &'static str);

/// The person's choices: attributes of the element, and a name for them.
type Chosen = (&'static str, &'static [(&'static str, &'static str)]);

const CONTRAST: Chosen = ("contrast", &[("colors", "high-contrast")]);
const READINGS: Chosen = ("readings", &[("readings", ""), ("text-size", "largest"), ("colors", "dark")]);

/// A form, the page that shows it, and the prefix of its pictures' names.
struct Shown {
    definition: Arc<Definition>,
    page: &'static str,
    name: &'static str,
}

impl Shown {
    fn states(&self) -> Vec<Looked> {
        states(&self.definition, today()).into_iter().map(|state| (state, None)).collect()
    }
}

fn built_in_form() -> Shown {
    Shown { definition: built_in::definition().unwrap(), page: "/index.html", name: "" }
}

fn form_of_a_host() -> Shown {
    let definition = Arc::new(parse::definition(&hearing_sheet()).unwrap());
    Shown { definition, page: "/hosts/hearing-sheet.html", name: "hearing-sheet-" }
}

/// One way to look at all states.
#[derive(Clone, Copy)]
struct View {
    locale: &'static str,
    theme: Theme,
    chosen: Chosen,
    layout: Layout,
}

impl View {
    fn name(&self) -> String {
        let Self { locale, theme, chosen: (chosen, _), layout: (layout, ..) } = self;
        format!("{locale}-{theme:?}{chosen}-{layout}")
    }

    fn plain(locale: &'static str) -> Self {
        Self { locale, theme: Theme::Light, chosen: ("", &[]), layout: WIDE }
    }

    /// The document of a state is the same in every theme and layout: one of them is enough for what reads it only.
    fn is_plain(&self) -> bool {
        self.theme == Theme::Light && self.chosen.0.is_empty() && self.layout == WIDE
    }
}

/// The language that the form opens in.
const FIRST: &str = built_in::LOCALES[0];

/// Every language in every layout, because words take room; one language in all colours, which do not depend on words.
/// Readings are words too. Where no checker runs, one language shows how the engine lays out and paints.
fn views(engine: Engine) -> Vec<View> {
    let mut views = Vec::new();
    let locales = if engine.runs_checkers() { built_in::LOCALES.len() } else { 1 };
    for locale in built_in::LOCALES.iter().copied().take(locales) {
        let plain = View::plain(locale);
        views.extend(LAYOUTS.map(|(name, width, text)| {
            let layout = (name, width.max(engine.narrowest()), text);
            View { layout, ..plain }
        }));
        if locale.starts_with("ja") {
            views.push(View { chosen: READINGS, ..plain });
        }
        if locale == FIRST {
            let themes = Theme::ALL.into_iter().filter(|theme| *theme != Theme::Light && engine.has(*theme));
            views.extend(themes.map(|theme| View { theme, ..plain }));
            views.push(View { chosen: CONTRAST, ..plain });
        }
    }
    views
}

#[test]
fn every_state_opens_and_no_checker_objects() {
    let form = built_in_form();
    look_in(&form, &form.states(), &views(Engine::chosen()));
}

#[test]
fn every_state_of_a_hosts_form_opens_and_no_checker_objects() {
    let texts = hearing_sheet().get("texts").cloned().unwrap();
    let is_looked_at = |view: &View| {
        let has_layout = ["wide", "narrow"].contains(&view.layout.0);
        view.chosen.0.is_empty() && has_layout && texts.get(view.locale).is_some()
    };
    let form = form_of_a_host();
    let views: Vec<_> = views(Engine::chosen()).into_iter().filter(is_looked_at).collect();
    look_in(&form, &form.states(), &views);
}

#[test]
fn no_checker_objects_to_what_no_answer_leads_to() {
    if !Engine::chosen().runs_checkers() {
        return skip(ONE_ENGINE);
    }
    let form = Shown { name: "further-", ..built_in_form() };
    let all = form.states();
    let further = FURTHER.map(|(name, stage, steps, seen)| {
        let (state, _) = all.iter().find(|(state, _)| state.stage == stage).unwrap();
        (State { name: name.to_owned(), is_combination: false, ..state.clone() }, Some((steps, seen)))
    });
    let is_looked_at = |view: &View| view.layout == WIDE && view.chosen != READINGS;
    look_in(&form, &further, &views(Engine::chosen()).into_iter().filter(is_looked_at).collect::<Vec<_>>());
}

/// A state, an action in it, and the result.
type Looked = (State, Option<(Steps, &'static str)>);

fn look_in(form: &Shown, states: &[Looked], views: &[View]) {
    share(views, |view| look_at_all(form, view, states));
}

fn look_at_all(form: &Shown, view: &View, states: &[Looked]) {
    run(|driver| {
        let page = opened(driver, form, view);
        let mut objections: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        let states: Vec<_> = states.iter().filter(|(state, _)| is_looked_at(driver.engine(), view, state)).collect();
        let (mut stages, mut pictured) = (Vec::new(), Vec::new());
        let name = format!("{}{:?}-{}", form.name, driver.engine(), view.name()).to_lowercase();
        for (state, further) in &states {
            open(&page, form, state);
            if let Some((steps, seen)) = further {
                steps(&page);
                page.wait_until(seen);
            }
            let stage = (state.stage, state.is_tried);
            let is_first = !stages.contains(&stage);
            stages.push(stage);
            for objection in objections_to(&page, form, view, state, is_first) {
                objections.entry(objection).or_default().push(&state.name);
            }
            if !state.is_combination && is_pictured(driver.engine(), view, is_first) {
                driver.picture(&format!("{name}/{}", state.name));
                pictured.push(state.name.as_str());
            }
        }
        if !pictured.is_empty() {
            write_sheet(&name, &pictured);
        }
        assert!(objections.is_empty(), "{name}: {objections:#?}");
    });
}

fn opened<'d>(driver: &'d Driver, form: &Shown, view: &View) -> Page<'d> {
    driver.resize(view.layout.1, 900);
    driver.engine().show_in(driver, view.theme);
    let page = Page::open_at(driver, form.page);
    driver.execute(
        "const { style } = document.documentElement;
         style.fontSize = arguments[0];
         style.setProperty('--shikaku-font-size', arguments[0])",
        &[json!(view.layout.2)],
    );
    page.speak(view.locale);
    // Plain Japanese begins with them.
    page.ask(
        "widget.removeAttribute('readings');
         for (const [name, value] of one) widget.setAttribute(name, value)",
        &[json!(view.chosen.1)],
    );
    if driver.engine().runs_checkers() {
        checkers::bring_in(driver);
    }
    page
}

/// Opens a state and makes sure that it is this one.
fn open(page: &Page<'_>, form: &Shown, state: &State) {
    let id = |field| form.definition.field(field).unwrap().id.to_string();
    let enter: Vec<_> = state.enter.iter().map(|(field, value)| json!([id(*field), raw(value)])).collect();
    // What is seen is asked in the same script: a question costs a driver and its browser more than its answer.
    let seen = page.ask_async(
        "widget.reset();
         await frame();
         if (isSeen(root.querySelector('.reset-question'))) root.querySelector('.reset-question :last-child').click();
         for (const [field, raw] of one) put(field, raw);
         if (two.isTried) root.querySelector('button[type=submit]').click();
         // Disclosures are open on some pages and closed on the others.
         else if (one.length) root.querySelector('.reset').click();
         await frame();
         if (two.stage === 'complete') root.querySelector('.answers ~ .buttons .button').click();
         for (const more of root.querySelectorAll('details')) more.open = two.isTried;
         await frame();
         return { stage: stage(), said: ['error', 'warning'].flatMap((kind) => Object.keys(findings(kind))) }",
        &[json!(enter), json!({ "stage": state.stage.as_str(), "isTried": state.is_tried })],
    );
    assert_eq!(seen["stage"], state.stage.as_str(), "{}", state.name);
    if state.stage == Stage::Entry {
        // Notes may be read back with their number.
        let said: BTreeSet<String> = serde_json::from_value(seen["said"].clone()).unwrap();
        let expected = state.findings.iter().map(|finding| finding.split('.').collect::<Vec<_>>());
        let expected = expected.filter(|parts| parts[1] != "tidied").map(|parts| parts[0].to_owned());
        assert_eq!(said, expected.collect(), "{}", state.name);
    }
}

fn raw(value: &Entered) -> Value {
    match value {
        Entered::Flag(flag) => json!(flag),
        Entered::Options(ticked) => json!(ticked),
        Entered::Text(_) | Entered::Secret(_) => json!(value.typed()),
    }
}

fn objections_to(page: &Page<'_>, form: &Shown, view: &View, state: &State, is_first: bool) -> Vec<String> {
    let overflow = page.ask("return document.scrollingElement.scrollWidth - innerWidth", &[]).as_i64().unwrap();
    let mut objections: Vec<_> = (overflow > 0).then(|| format!("{overflow} px too wide")).into_iter().collect();
    if !page.driver.engine().runs_checkers() {
        return objections;
    }
    // The page around the widget is the same in every state.
    let options = json!({ "isNews": !state.enter.is_empty(), "about": what_is_news(view, is_first) });
    let names = if is_read_by_all(view, state, is_first) { json!(null) } else { json!(["axe-core"]) };
    objections.extend(checkers::found(page, &names, &options));
    if view.is_plain() {
        keep_markup(page, form, view, state);
    }
    objections
}

/// The tag of axe-core's rules for the difference between a view and the plain one; all rules where the document
/// differs. Readings are extra elements, the same in each language and item.
fn what_is_news(view: &View, is_first: bool) -> Option<&'static str> {
    let has_new_elements = view.is_plain() || view.chosen == READINGS && view.locale == FIRST && is_first;
    let has_new_sizes = view.layout != WIDE || view.chosen == READINGS;
    match (has_new_elements, has_new_sizes) {
        (true, _) => None,
        (false, true) => Some("cat.sensory-and-visual-cues"),
        (false, false) => Some("cat.color"),
    }
}

/// The slow checkers read structure, which is the same in every language and however items are combined. Beyond the first
/// language they read each page of the form once, for its words.
fn is_read_by_all(view: &View, state: &State, is_first: bool) -> bool {
    view.is_plain() && !state.is_combination && (is_first || view.locale == FIRST)
}

/// Only the checkers care which items are shown together. In other languages, layouts, colours and engines each item is
/// opened once.
fn is_looked_at(engine: Engine, view: &View, state: &State) -> bool {
    engine.runs_checkers() && view.is_plain() && view.locale == FIRST || !state.is_combination
}

/// Pictures are for people, who want to see each item once, and each page in other colours, languages and engines. The
/// rest is only measured and read.
fn is_pictured(engine: Engine, view: &View, is_first: bool) -> bool {
    let is_plain = view.theme == Theme::Light && view.chosen.0.is_empty();
    if engine.runs_checkers() { is_first || is_plain && view.locale == FIRST } else { is_first && is_plain }
}

/// For the checkers that read markup: they run in Node, after the browser tests.
fn keep_markup(page: &Page<'_>, form: &Shown, view: &View, state: &State) {
    let markup = page.ask("return root.querySelector('.frame').innerHTML", &[]);
    let (locale, markup) = (view.locale, markup.as_str().unwrap());
    let document = format!(
        "<!DOCTYPE html>\n<html lang=\"{locale}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n</head>\n<body>\n<h1>A state</h1>\n<h2>The widget</h2>\n{markup}\n</body>\n</html>\n",
        state.name
    );
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/states").join(locale);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("{}{}.html", form.name, state.name)), document).unwrap();
}

const ONE_ENGINE: &str = "the checkers run in one engine: they read a document, and it is the same in each";

#[test]
fn no_checker_objects_to_what_a_host_makes_of_the_widget() {
    if !Engine::chosen().runs_checkers() {
        return skip(ONE_ENGINE);
    }
    let expected = [
        "shikaku-form: missing",
        "log: 404 (Not Found)",
        "the widget has failed",
        "log: shikaku-form.js",
        "shikaku-form: trap",
    ];
    run_expecting(&expected, |driver| {
        let check = |page: Page<'_>| {
            checkers::bring_in(driver);
            assert_eq!(checkers::found(&page, &json!(null), &json!({})), Vec::<String>::new());
        };
        driver.open("/faults/missing/pages/fault.html");
        let failed = Page::unready(driver, "shikaku-form");
        failed.wait_until("root?.querySelector('.failure').textContent !== ''");
        check(failed);
        driver.open("/pages/trap.html");
        check(Page::of(driver, "#second"));
        let first = Page::of(driver, "#first");
        driver.execute("arm(true)", &[]);
        first.click("part('terms_consent')");
        first.wait_until("root.querySelector('.failure').textContent !== ''");
        check(first);
    });
}

#[test]
fn every_checker_finds_the_mistake_that_is_made_for_it() {
    if !Engine::chosen().runs_checkers() {
        return skip(ONE_ENGINE);
    }
    run(|driver| {
        let view = View::plain(FIRST);
        let names = {
            let page = opened(driver, &built_in_form(), &view);
            page.ask("return Object.keys(checkers)", &[])
        };
        let names = names.as_array().unwrap();
        assert!(!names.is_empty());
        for name in names {
            let page = opened(driver, &built_in_form(), &view);
            page.ask("widget.validate()", &[]);
            // A checker may be slow, so each one is a separate script.
            let count = |options: &str| {
                let body = format!(
                    "const {{ check, rule }} = checkers[one];
                     const whole = root.querySelector('.frame');
                     return (await check(whole, {options})).filter((finding) => finding.rule === rule).length"
                );
                page.ask_async(&body, std::slice::from_ref(name))
            };
            assert_eq!(count("{}"), 0, "{name} before the mistake");
            page.ask("checkers[one].mistake(root.querySelector('.frame'))", std::slice::from_ref(name));
            assert_ne!(count("{}"), 0, "{name} after it");
            assert_ne!(count("{ parts: [whole] }"), 0, "{name} after it, in the widget alone");
        }
    });
}

/// A page that shows the pictures of a view side by side.
fn write_sheet(view: &str, pictured: &[&str]) {
    let mut page =
        "<!DOCTYPE html>\n<title>States</title>\n<link rel=\"stylesheet\" href=\"../sheet.css\">\n".to_owned();
    for name in pictured {
        writeln!(page, "<figure><img src=\"{name}.png\" alt=\"\"><figcaption>{name}</figcaption></figure>").unwrap();
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
    std::fs::write(
        folder.join("sheet.css"),
        "figure { display: inline-block; margin: 8px; vertical-align: top }\nimg { width: 300px }\n",
    )
    .unwrap();
    std::fs::write(folder.join(view).join("index.html"), page).unwrap();
}
