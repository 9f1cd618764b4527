//! `cargo xtask test`: everything. The browser tests come last, so that their result closes the output.

use std::process::Command;

use anyhow::{Result, bail};

use crate::browser::Browser;
use crate::npm::Npm;
use crate::server::Server;
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
    check::check(&tree, &mut steps)?;
    steps.run("tests, this machine", "a minute the first time", || {
        process::run(tree.cargo().args(["test", "--locked", "--workspace"]))
    })?;
    let npm = build::build(&tree, &mut steps)?;
    steps.run("tests, Node", "seconds", || node_tests(&tree, &npm))?;
    steps.run("browsers", "a minute when they are missing", || {
        browsers.iter().try_for_each(|browser| browser.ensure())
    })?;
    steps.print();
    browsers.iter().try_for_each(|browser| in_browser(&tree, browser, filter))
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
    let server = Server::start(tree, 0)?;
    let driver = browser.start_driver(tree)?;
    println!("==> tests in {}", browser.name);
    let mut command: Command = tree.cargo();
    command.args([
        "test",
        "--locked",
        "--package",
        "shikaku-form",
        "--features",
        "browser-tests",
        "--test",
        "e2e",
        "--",
    ]);
    command.args(arguments).env("SHIKAKU_BROWSER", browser.name);
    process::run(command.env("SHIKAKU_SITE", server.url()).env("SHIKAKU_WEBDRIVER", driver.url()))
}
