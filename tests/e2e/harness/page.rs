//! The page object: one widget in a page, used and read as a person does. It knows no rule of the form.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::driver::{Browser, Driver, element};
use super::hands::key;

const PROBE: &str = include_str!("probe.js");

/// Words on the buttons of the form in Japanese.
pub(crate) mod words {
    pub(crate) const TO_REVIEW: &str = "確認画面へ進む";
    pub(crate) const COMPLETE: &str = "この内容で確定する";
    pub(crate) const DOWNLOAD: &str = "控えをファイルに保存する（JSON形式）";
    pub(crate) const COPY: &str = "内容をコピー";
    pub(crate) const SAVE: &str = "途中まで保存する";
    pub(crate) const RESET: &str = "この画面を開いた状態に戻す";
    pub(crate) const RESET_YES: &str = "開いた状態に戻す";
    pub(crate) const RESET_NO: &str = "入力を続ける";
}

/// Runs a test in a browser, and fails it for every fault in its pages.
pub(crate) fn run(test: impl FnOnce(&Driver)) {
    run_in(Browser::Kept, &[], test);
}

/// The same in a fresh browser.
pub(crate) fn run_in_new_browser(test: impl FnOnce(&Driver)) {
    run_in(Browser::New, &[], test);
}

/// The same for a test that provokes faults: each expected one must occur, and no other. Lines of a browser's own log
/// are expected where the driver can read it.
pub(crate) fn run_expecting(expected: &[&str], test: impl FnOnce(&Driver)) {
    run_in(Browser::Kept, expected, test);
}

/// How the line of a browser's own log begins, before its words.
const LOG: &str = "log: ";

fn run_in(browser: Browser, expected: &[&str], test: impl FnOnce(&Driver)) {
    assert!(!expected.contains(&LOG), "any message would do: say which one");
    let driver = Driver::start(browser);
    test(&driver);
    let fits = |fault: &str, part: &str| match part.strip_prefix(LOG) {
        // The browser puts the address of the page, or of what it asked for, before its words.
        Some(words) => fault.starts_with(LOG) && fault.contains(words),
        None => !fault.starts_with(LOG) && fault.contains(part),
    };
    let is_due = |part: &&&str| driver.engine().shows_log() || !part.starts_with(LOG);
    for part in expected.iter().filter(is_due) {
        // An engine reports some faults late.
        driver.wait_until(part, || driver.faults().iter().any(|fault| fits(fault, part)));
    }
    let faults = driver.faults();
    let others: Vec<_> = faults.iter().filter(|fault| !expected.iter().any(|part| fits(fault, part))).collect();
    assert!(others.is_empty(), "faults in the page: {others:#?}");
}

/// One widget in an open page.
#[derive(Clone, Copy)]
pub(crate) struct Page<'d> {
    pub(crate) driver: &'d Driver,
    selector: &'d str,
}

impl<'d> Page<'d> {
    /// Opens the site's page, and waits for its widget.
    pub(crate) fn open(driver: &'d Driver) -> Self {
        Self::open_at(driver, "/index.html")
    }

    /// Opens a page with a widget, and waits for it.
    pub(crate) fn open_at(driver: &'d Driver, path: &str) -> Self {
        driver.open(path);
        Self::of(driver, "shikaku-form")
    }

    /// A widget of the page that is open, once it is ready.
    pub(crate) fn of(driver: &'d Driver, selector: &'d str) -> Self {
        let page = Self { driver, selector };
        page.wait_until_ready();
        page
    }

    /// A widget that may not be ready yet, or may never be.
    pub(crate) fn unready(driver: &'d Driver, selector: &'d str) -> Self {
        Self { driver, selector }
    }

    /// Waits until the form can be filled in.
    #[track_caller]
    pub(crate) fn wait_until_ready(&self) {
        let is_ready = || self.ask("return isSeen(root?.querySelector('.item'))", &[]) == true;
        self.driver.wait_until("the widget", is_ready);
    }

    /// Changes the language of widget and page.
    pub(crate) fn speak(&self, locale: &str) {
        if self.ask("return widget.getAttribute('locale') === one", &[json!(locale)]) == false {
            self.ask("document.documentElement.lang = one; widget.setAttribute('locale', one)", &[json!(locale)]);
            self.wait_until(&format!("root.querySelector('.widget').lang === '{locale}'"));
        }
    }

    /// Asks the page, with the probe's words at hand.
    #[track_caller]
    pub(crate) fn ask(&self, body: &str, arguments: &[Value]) -> Value {
        self.driver.execute(&self.script(body), &self.with_selector(arguments))
    }

    /// Asks the page an asynchronous question.
    #[track_caller]
    pub(crate) fn ask_async(&self, body: &str, arguments: &[Value]) -> Value {
        self.driver.execute_async(&self.script(body), &self.with_selector(arguments))
    }

    fn script(&self, body: &str) -> String {
        // A driver's script is not a module.
        let probe = PROBE.replacen("export const", "const", 1);
        let names = probe.rsplit_once("return {").and_then(|(_, after)| after.split_once('}')).unwrap().0;
        format!("const [selector, one, two] = arguments;\n{probe}\nconst {{ {names} }} = probe(selector);\n{body}")
    }

    fn with_selector(&self, arguments: &[Value]) -> Vec<Value> {
        std::iter::once(json!(self.selector)).chain(arguments.iter().cloned()).collect()
    }

    /// Waits until the page answers yes.
    #[track_caller]
    pub(crate) fn wait_until(&self, condition: &str) {
        self.driver.wait_until(condition, || self.ask(&format!("return {condition}"), &[]) == true);
    }

    /// Clicks what an expression names.
    #[track_caller]
    pub(crate) fn click(&self, expression: &str) {
        // One script: a question costs a driver and its browser more than its answer.
        let ask = format!(
            "const find = () => {expression};
             if (!isSeen(find())) return null;
             const point = await settled(find());
             return [find(), point]"
        );
        let found =
            self.driver.wait_for(expression, || Some(self.ask_async(&ask, &[])).filter(|found| !found.is_null()));
        let (clicked, point) = (element(&found[0]), found[1].clone());
        self.driver.click_alone(&clicked, serde_json::from_value(point).unwrap());
    }

    /// Presses the button with these words.
    #[track_caller]
    pub(crate) fn press(&self, words: &str) {
        self.click(&format!("button({})", json!(words)));
    }

    /// Enters a raw value the way its control asks for. The field is left when the next one is entered.
    #[track_caller]
    pub(crate) fn enter(&self, field: &str, raw: &Value) {
        let quoted = json!(field);
        match self.ask(&format!("return kind({quoted})"), &[]).as_str().unwrap() {
            "radios" => self.click(&format!("controls({quoted}).find((one) => one.value === {raw})")),
            "consent" if self.value(field) == *raw => {}
            "consent" => self.click(&format!("controls({quoted})[0]")),
            "drop_down" => self.choose(field, 0, raw.as_str().unwrap()),
            "choices" => {
                let different =
                    format!("controls({quoted}).filter((one) => one.checked !== {raw}.includes(one.value))");
                let count = || self.ask(&format!("return {different}.length"), &[]).as_u64().unwrap();
                for left in (0..count()).rev() {
                    self.click(&format!("{different}[0]"));
                    assert_eq!(count(), left, "a box of {field} that does not take the click");
                }
            }
            "date" => {
                let lists = self.ask(&format!("return controls({quoted}).length"), &[]).as_u64().unwrap();
                let parts = raw.as_str().unwrap().split('-').chain(std::iter::repeat(""));
                for (list, part) in (0..lists).zip(parts) {
                    self.choose(field, usize::try_from(list).unwrap(), part);
                }
            }
            _ => self.type_anew(field, raw.as_str().unwrap()),
        }
    }

    /// Enters several.
    #[track_caller]
    pub(crate) fn enter_all<'f>(&self, entries: impl IntoIterator<Item = (&'f str, Value)>) {
        entries.into_iter().for_each(|(field, raw)| self.enter(field, &raw));
    }

    #[track_caller]
    fn choose(&self, field: &str, position: usize, option: &str) {
        self.choose_in(&format!("controls({})[{position}]", json!(field)), option);
    }

    /// Chooses an option of the list that an expression names.
    #[track_caller]
    pub(crate) fn choose_in(&self, list: &str, option: &str) {
        // A person's click on the list focuses it first; the driver's click on an option does not.
        let found = format!(
            "const list = {list};
             list.focus();
             return [...list.options].find((one) => one.value === {})",
            json!(option)
        );
        self.driver.click_option(&element(&self.ask(&found, &[])));
    }

    #[track_caller]
    fn type_anew(&self, field: &str, text: &str) {
        self.clear(field);
        // A line ends with the key, as it does for a person.
        let keys = text.chars().map(|one| if one == '\n' { key::ENTER } else { one });
        self.driver.press(&keys.collect::<Vec<_>>());
    }

    /// Focuses a text box and empties it.
    #[track_caller]
    pub(crate) fn clear(&self, field: &str) {
        self.click(&format!("part({})", json!(field)));
        if self.value(field) != "" {
            self.driver.press_with(key::SHORTCUT, 'a');
            self.driver.press(&[key::BACKSPACE]);
        }
    }

    /// The raw value that a field shows.
    #[track_caller]
    pub(crate) fn value(&self, field: &str) -> Value {
        self.ask("return value(one)", &[json!(field)])
    }

    /// Whether an item is on the screen.
    #[track_caller]
    pub(crate) fn is_shown(&self, item: &str) -> bool {
        self.ask("return isSeen(root.querySelector(`#${prefix}${one}-item`))", &[json!(item)]) == true
    }

    /// The sentences of one kind on the screen, by field: `error`, `warning` or `note`.
    #[track_caller]
    pub(crate) fn findings(&self, kind: &str) -> BTreeMap<String, String> {
        serde_json::from_value(self.ask("return findings(one)", &[json!(kind)])).unwrap()
    }

    /// The fields that have such a sentence.
    #[track_caller]
    pub(crate) fn fields_with(&self, kind: &str) -> Vec<String> {
        self.findings(kind).into_keys().collect()
    }

    /// The fields that the lines of the error summary lead to.
    #[track_caller]
    pub(crate) fn summary(&self) -> Vec<String> {
        let lines = "[...root.querySelectorAll('.summary li:not([hidden]) a')]";
        let fields = format!("return {lines}.map((line) => line.getAttribute('href').slice(1 + prefix.length))");
        serde_json::from_value(self.ask(&fields, &[])).unwrap()
    }

    /// The page of the form: `entry`, `review` or `complete`.
    #[track_caller]
    pub(crate) fn stage(&self) -> String {
        self.ask("return stage()", &[]).as_str().unwrap().to_owned()
    }

    /// Waits for a page of the form.
    #[track_caller]
    pub(crate) fn wait_for_stage(&self, stage: &str) {
        self.wait_until(&format!("stage() === '{stage}'"));
    }

    /// Goes through the review page to the last one.
    #[track_caller]
    pub(crate) fn complete(&self) {
        self.press(words::TO_REVIEW);
        self.wait_for_stage("review");
        self.press(words::COMPLETE);
        self.wait_for_stage("complete");
    }

    /// The text of the first element that matches.
    #[track_caller]
    pub(crate) fn text(&self, selector: &str) -> String {
        let text = self.ask("return root.querySelector(one)?.textContent ?? ''", &[json!(selector)]);
        text.as_str().unwrap().to_owned()
    }

    /// Label and answer of every line of the review page.
    #[track_caller]
    pub(crate) fn review_lines(&self) -> Vec<(String, String)> {
        let words = "['dt', '.answer-text'].map((part) => line.querySelector(part).textContent)";
        let lines = self.ask(&format!("return [...root.querySelectorAll('.answer')].map((line) => {words})"), &[]);
        serde_json::from_value(lines).unwrap()
    }

    /// The field whose control has the focus, or the class of the element that has it.
    #[track_caller]
    pub(crate) fn focused(&self) -> String {
        let focused = self.ask(
            "const focused = root.activeElement;
             const whole = focused?.closest('.field');
             const field = whole && focused.matches('[data-field]') && whole.querySelector('.error');
             return field ? field.id.slice(prefix.length, -'-error'.length) : focused?.className ?? ''",
            &[],
        );
        focused.as_str().unwrap().to_owned()
    }

    /// Waits until a field's control, or the element with this class, has the focus.
    #[track_caller]
    pub(crate) fn wait_for_focus(&self, expected: &str) {
        self.driver.wait_until(&format!("the focus at {expected}"), || self.focused() == expected);
    }

    /// Waits until the widget has told its host something, and returns the newest detail. An engine may let the driver
    /// look before the handler that draws has sent the event.
    #[track_caller]
    pub(crate) fn wait_until_told(&self, kind: &str) -> Value {
        self.driver.wait_until(&format!("shikaku-{kind}"), || !self.told(kind).is_empty());
        self.told(kind).pop().unwrap()
    }

    /// The details of the widget's events of one kind, oldest first.
    #[track_caller]
    pub(crate) fn told(&self, kind: &str) -> Vec<Value> {
        let told = self.ask(
            "return told.filter((event) => event.kind === one && event.from === (widget.id ?? '')).map((event) => event.detail)",
            &[json!(kind)],
        );
        told.as_array().unwrap().clone()
    }
}
