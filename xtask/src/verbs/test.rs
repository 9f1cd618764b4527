//! `cargo xtask test`: everything. The browser tests come last, so that their result closes the output.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::browser::Browser;
use crate::driver::Drivers;
use crate::npm::Npm;
use crate::server::{Audience, Server};
use crate::steps::Steps;
use crate::tree::Tree;
use crate::verbs::{build, check};
use crate::{files, process};

pub(crate) fn run(options: &[&str]) -> Result<()> {
    let (browser, filter) = match options {
        ["--browser", name, filter @ ..] => (Some(*name), filter),
        filter => (None, filter),
    };
    if filter.len() > 1 || filter.iter().any(|word| word.starts_with('-')) {
        bail!("test takes [--browser NAME] [FILTER], not: {}", options.join(" "));
    }
    let browsers = Browser::chosen(browser)?;
    let tree = Tree::find()?;
    let mut steps = Steps::default();
    // Whoever names a test works on it, and waits for nothing else.
    let npm = if filter.is_empty() { everything_else(&tree, &mut steps)? } else { build::build(&tree, &mut steps)? };
    steps.run("browsers", "five minutes when they are missing", || {
        browsers.iter().try_for_each(|browser| browser.ensure(&tree))
    })?;
    for browser in browsers {
        steps.run(browser.name, "three minutes", || in_browser(&tree, browser, filter))?;
    }
    drop(npm);
    steps.print();
    Ok(())
}

/// What needs no browser.
fn everything_else(tree: &Tree, steps: &mut Steps) -> Result<Npm> {
    check::check(tree, steps)?;
    steps.run("tests, this machine", "a minute the first time", || {
        process::run(tree.cargo().args(["test", "--locked", "--workspace"]))
    })?;
    let npm = build::build(tree, steps)?;
    steps.run("tests, Node", "seconds", || node_tests(tree, &npm))?;
    Ok(npm)
}

fn node_tests(tree: &Tree, npm: &Npm) -> Result<()> {
    // Named one by one: Node 20 takes a folder, Node 22 a pattern.
    let tests = files::files_in(&tree.join("tests/node"))?;
    let tests: Vec<_> = tests.iter().filter(|path| path.to_string_lossy().ends_with(".test.mjs")).collect();
    if tests.is_empty() {
        bail!("no tests/node/*.test.mjs");
    }
    let mut command = tree.command("node");
    command.args(["--test", "--test-reporter=spec"]).args(tests);
    process::run(command.env("SHIKAKU_DIST", tree.dist()).env("SHIKAKU_NPM", npm.modules()))
}

/// Runs the test program that steers a browser.
pub(crate) fn in_browser(tree: &Tree, browser: &Browser, arguments: &[&str]) -> Result<()> {
    let server = Server::start(tree, 0, Audience::Tests)?;
    let drivers = Drivers::start(tree, browser)?;
    let skipped = tree.join("target/webdriver").join(format!("{}-skipped.txt", browser.name));
    files::write(&skipped, b"")?;
    let mut command: Command = tree.cargo();
    command.args(["test", "--locked", "--package", "shikaku-form", "--features", "browser-tests", "--test", "e2e"]);
    command.arg("--").args(arguments).env("SHIKAKU_BROWSER", browser.name).env("SHIKAKU_SKIPPED", &skipped);
    let result = process::run(command.env("SHIKAKU_SITE", server.url()).env("SHIKAKU_WEBDRIVERS", drivers.describe()));
    print_skipped(browser, &skipped);
    result
}

/// What the engine truly cannot do; the tests say so themselves.
fn print_skipped(browser: &Browser, list: &Path) {
    let list = fs::read_to_string(list).unwrap_or_default();
    println!("    {} of them skipped in {}", list.lines().count(), browser.name);
    list.lines().for_each(|line| println!("      {line}"));
}
