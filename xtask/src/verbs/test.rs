//! `cargo xtask test`: everything, what is quick first.

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
use crate::{checkers, files, frameworks, process};

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
    let is_everything = filter.is_empty();
    if is_everything {
        check::check(&tree, &mut steps)?;
        steps.run("tests, this machine", "a minute the first time", || {
            process::run(tree.cargo().args(["test", "--locked", "--workspace"]))
        })?;
    }
    let build_tools = build::build(&tree, &mut steps)?;
    if is_everything {
        steps.run("tests, Node", "seconds", || {
            let mut tests = checkers::node_tests(&tree, "tests/node")?;
            process::run(tests.env("SHIKAKU_DIST", tree.dist()).env("SHIKAKU_NPM", build_tools.modules()))
        })?;
    }
    steps.run("browsers", "three minutes when they are missing", || {
        browsers.iter().try_for_each(|browser| browser.ensure(&tree))
    })?;
    steps.run("frameworks", "half a minute the first time", || frameworks::build(&tree))?;
    let checkers = steps.run("checkers", "a minute when they are missing", || Npm::checkers(&tree))?;
    checkers::in_page(&tree, &build_tools, &checkers)?;
    for browser in &browsers {
        steps.run(browser.name, "minutes", || in_browser(&tree, browser, filter))?;
    }
    if is_everything && browsers.iter().any(|browser| browser.name == "chromium") {
        steps.run("checkers in Node", "two minutes the first time", || checkers::in_node(&tree, &checkers))?;
    }
    steps.print();
    Ok(())
}

/// Runs the test program that steers a browser.
pub(crate) fn in_browser(tree: &Tree, browser: &Browser, arguments: &[&str]) -> Result<()> {
    let server = Server::start(tree, 0, Audience::Tests)?;
    let drivers = Drivers::start(tree, browser)?;
    let in_page = checkers::in_page_script(tree);
    let skipped = tree.join("target/webdriver").join(format!("{}-skipped.txt", browser.name));
    files::write(&skipped, b"")?;
    let mut command: Command = tree.cargo();
    command.args(["test", "--locked", "--package", "shikaku-form", "--features", "browser-tests", "--test", "e2e"]);
    command.arg("--").args(arguments).env("SHIKAKU_BROWSER", browser.name).env("SHIKAKU_SKIPPED", &skipped);
    command.env("SHIKAKU_IN_PAGE", in_page);
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
