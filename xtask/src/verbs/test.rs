//! `cargo xtask test`: everything, in parallel where possible.

use std::fs;
use std::path::Path;
use std::thread;

use anyhow::{Context, Result, bail};

use crate::browser::Browser;
use crate::machine::Machine;
use crate::needs::{self, Need};
use crate::npm::{self, Npm};
use crate::server::{Audience, Server};
use crate::steps::Steps;
use crate::toolchain::Toolchain;
use crate::tree::Tree;
use crate::verbs::{build, check};
use crate::webdriver::Drivers;
use crate::{checkers, files, frameworks, package, process, situations, wasm};

/// One path through the form, from the open page to the downloaded file.
const SMOKE: &str = "to_the_export::form_filled_in_and_reviewed_is_downloaded_as_its_json";
/// How many of the slowest tests are named.
const SLOWEST: usize = 5;

pub(crate) fn run(options: &[&str]) -> Result<()> {
    let (tree, machine) = (Tree::find()?, Machine::this());
    match options {
        [] => everything(&tree, &machine),
        ["--native"] => native(&tree, &machine),
        ["--browser", name] => in_browsers(&tree, &machine, Some(name), None),
        ["--browser", name, filter] => in_browsers(&tree, &machine, Some(name), Some(filter)),
        [filter] if !filter.starts_with('-') => in_browsers(&tree, &machine, None, Some(filter)),
        _ => bail!("test takes --native, or [--browser NAME] [FILTER], not: {}", options.join(" ")),
    }
}

fn everything(tree: &Tree, machine: &Machine) -> Result<()> {
    let every_test = Run { is_linted: true, ..Run::of_all(None) };
    let browsers = Browser::chosen(machine, None)?;
    announce(machine, &browsers, &[&checkers::JAVA])?;
    let mut steps = Steps::new(tree);
    steps.side_by_side(vec![
        Box::new(|steps| build_for_tests(tree, machine, steps)),
        Box::new(|steps| beside_the_build(tree, steps)),
        Box::new(|steps| {
            steps.run("browsers", "three minutes when they are missing", || {
                browsers.iter().try_for_each(|browser| browser.ensure(tree, machine))
            })?;
            steps.run("tools of the checkers", "two minutes when they are missing", || {
                checkers::ensure(tree, machine)?;
                Npm::checkers(tree, machine).map(drop)
            })
        }),
    ])?;
    checkers::in_page(tree, machine)?;
    let (first, others) = browsers.split_first().context("there is no browser")?;
    steps.side_by_side(vec![
        Box::new(|steps| {
            steps.run(first.name, "minutes", || in_browser(tree, machine, first, &every_test))?;
            steps.run("checkers of the states", "seconds", || checkers::in_node(tree, machine, true))
        }),
        // No browser waits for any of these.
        Box::new(|steps| {
            check::for_webassembly(tree, machine, steps)?;
            node_tests(tree, machine, steps)?;
            steps.run("other checkers", "two minutes", || checkers::in_node(tree, machine, false))?;
            steps.run("build again", "a minute", || wasm::assert_reproducible(tree, machine))?;
            steps.run("pack twice", "seconds", || package::assert_reproducible(tree, machine))
        }),
        Box::new(|steps| {
            others.iter().try_for_each(|browser| {
                steps.run(browser.name, "minutes", || in_browser(tree, machine, browser, &every_test))
            })
        }),
    ])?;
    steps.print();
    Ok(())
}

/// The loop after an edit: everything but the browsers, and one path in the first of them.
fn native(tree: &Tree, machine: &Machine) -> Result<()> {
    let browsers = Browser::chosen(machine, Some("chromium"))?;
    announce(machine, &browsers, &[])?;
    let mut steps = Steps::new(tree);
    steps.side_by_side(vec![
        Box::new(|steps| {
            build::build(tree, machine, steps)?;
            check::for_webassembly(tree, machine, steps)?;
            node_tests(tree, machine, steps)
        }),
        Box::new(|steps| beside_the_build(tree, steps)),
    ])?;
    for browser in browsers {
        browser.ensure(tree, machine)?;
        let run = Run { arguments: &["--exact", SMOKE], at_once: 1, situation: None, is_linted: true };
        steps.run("one path", "seconds", || in_browser(tree, machine, browser, &run))?;
    }
    steps.print();
    Ok(())
}

/// Only the browser tests with a word in their names, and nothing else.
fn in_browsers(tree: &Tree, machine: &Machine, name: Option<&str>, filter: Option<&str>) -> Result<()> {
    let browsers = Browser::chosen(machine, name)?;
    announce(machine, &browsers, &[])?;
    let steps = Steps::new(tree);
    build_for_tests(tree, machine, &steps)?;
    steps.run("checkers", "a minute when they are missing", || {
        Npm::checkers(tree, machine)?;
        checkers::in_page(tree, machine)
    })?;
    for browser in browsers {
        steps.run("browser", "a minute when it is missing", || browser.ensure(tree, machine))?;
        let situation = filter.filter(|name| situations::has(tree, name));
        let filter = if situation.is_some() { Some("situations::every") } else { filter };
        let run = Run { situation, ..Run::of_all(filter.as_ref()) };
        steps.run(browser.name, "minutes", || in_browser(tree, machine, browser, &run))?;
    }
    steps.print();
    Ok(())
}

/// Before the first long step.
fn announce(machine: &Machine, browsers: &[&Browser], others: &[&'static Need]) -> Result<()> {
    let needs: Vec<_> =
        browsers.iter().flat_map(|browser| browser.needs()).chain([&npm::NODE]).chain(others.iter().copied()).collect();
    needs::announce(machine, &needs, Toolchain::told(machine)?.into_iter().collect())
}

fn build_for_tests(tree: &Tree, machine: &Machine, steps: &Steps) -> Result<()> {
    let build_tools = build::build(tree, machine, steps)?;
    steps.run("frameworks", "half a minute the first time", || frameworks::build(tree, machine))?;
    steps.run("host pages", "seconds", || situations::build(tree, machine, &build_tools))
}

/// Code for this machine, compiled in a separate folder.
fn beside_the_build(tree: &Tree, steps: &Steps) -> Result<()> {
    native_tests(tree, steps)?;
    compile_browser_tests(tree, steps)
}

fn native_tests(tree: &Tree, steps: &Steps) -> Result<()> {
    check::formatting(tree, steps)?;
    steps.run("clippy and tests, this machine", "two minutes the first time", || {
        process::run(check::lint_on_the_way(&mut tree.cargo()).args(["test", "--locked", "--workspace"]))
    })
}

fn node_tests(tree: &Tree, machine: &Machine, steps: &Steps) -> Result<()> {
    steps.run("tests, Node", "seconds", || {
        let modules = Npm::build_tools(tree, machine)?.modules();
        let mut tests = checkers::node_tests(tree, "tests/node", |_| true)?;
        process::run(tests.env("SHIKAKU_DIST", tree.dist()).env("SHIKAKU_NPM", modules))
    })
}

/// The program that steers the browsers.
const BROWSER_TESTS: [&str; 6] = ["test", "--locked", "--package", "shikaku-form", "--test", "e2e"];

fn compile_browser_tests(tree: &Tree, steps: &Steps) -> Result<()> {
    steps.run("compile the browser tests", "half a minute", || {
        // A plain `cargo test` leaves them out.
        process::run(check::lint_on_the_way(&mut tree.cargo()).args(BROWSER_TESTS).arg("--no-run"))
    })
}

/// One run of the browser tests.
pub(crate) struct Run<'a> {
    /// For the test program.
    pub(crate) arguments: &'a [&'a str],
    /// How many browsers there are at once.
    pub(crate) at_once: usize,
    /// The only host page that is opened.
    pub(crate) situation: Option<&'a str>,
    /// Whether clippy has compiled the tests, beside the native ones.
    pub(crate) is_linted: bool,
}

impl<'a> Run<'a> {
    /// Of all tests, or those with a word in their names. A browser takes a core, and waits as long as it works.
    fn of_all(filter: Option<&'a &'a str>) -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Self { arguments: filter.map_or(&[], std::slice::from_ref), at_once: cores, situation: None, is_linted: false }
    }
}

pub(crate) fn in_browser(tree: &Tree, machine: &Machine, browser: &Browser, run: &Run<'_>) -> Result<()> {
    let server = Server::start(tree, 0, Audience::Tests)?;
    let drivers = Drivers::start(tree, browser, &browser.driver(tree, machine)?, run.at_once)?;
    let report = tree.join("target/webdriver").join(format!("{}-report.txt", browser.name));
    files::write(&report, b"")?;
    let mut command = tree.cargo();
    if run.is_linted {
        check::lint_on_the_way(&mut command);
    }
    command.args(BROWSER_TESTS).arg("--").args(run.arguments).arg(format!("--test-threads={}", run.at_once));
    command.env("SHIKAKU_BROWSER", browser.name).env("SHIKAKU_REPORT", &report);
    command.env("SHIKAKU_IN_PAGE", checkers::in_page_script(tree)).env("SHIKAKU_SITE", server.url());
    command.env("SHIKAKU_WEBDRIVERS", drivers.describe());
    command.envs(run.situation.map(|name| ("SHIKAKU_SITUATION", name)));
    let result = process::run(&mut command);
    let report = Report::read(&report);
    drivers.end_sessions(report.of("session"));
    report.print(browser);
    result
}

/// The tests' reports: lines with a kind and words.
struct Report(String);

impl Report {
    fn read(path: &Path) -> Self {
        Self(fs::read_to_string(path).unwrap_or_default())
    }

    fn of<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .lines()
            .filter_map(move |line| line.split_once('\t').filter(|(one, _)| *one == kind))
            .map(|(_, words)| words)
    }

    /// The tests that the engine cannot run, and the slowest tests.
    fn print(&self, browser: &Browser) {
        process::say(&format!("    {} tests skipped in {}", self.of("skipped").count(), browser.name));
        self.of("skipped").for_each(|line| process::say(&format!("      {line}")));
        let seconds =
            |line: &&str| line.split('\t').next().and_then(|time| time.parse::<f64>().ok()).unwrap_or_default();
        let mut took: Vec<_> = self.of("took").collect();
        took.sort_by(|one, other| seconds(other).total_cmp(&seconds(one)));
        process::say("    the slowest of them, in seconds");
        took.iter().take(SLOWEST).for_each(|line| process::say(&format!("      {line}")));
    }
}
