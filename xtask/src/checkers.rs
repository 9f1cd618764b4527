//! The checkers that nobody here wrote: some look at pages inside a browser, the others run in Node.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::npm::Npm;
use crate::packages::Need;
use crate::server::{Audience, Server};
use crate::tools::Tool;
use crate::tree::Tree;
use crate::{files, frameworks, process};

const CARGO_DENY: Tool = Tool { name: "cargo-deny", version: "0.20.2", options: &["--no-default-features"] };

const JAVA: Need = Need {
    what: "Java, which the Nu HTML checker runs on",
    present: || process::on_path("java").is_some(),
    packages: &["default-jre-headless"],
    ways: "  Debian, Ubuntu   apt-get install default-jre-headless
  Fedora           dnf install java-latest-openjdk-headless
  macOS            brew install openjdk
  Windows          winget install EclipseAdoptium.Temurin.21.JRE",
};

/// The script with those that look at a page from inside.
pub(crate) fn in_page_script(tree: &Tree) -> PathBuf {
    tree.join("target/checkers/in_page.js")
}

/// Bundles that script.
pub(crate) fn in_page(tree: &Tree, build_tools: &Npm, checkers: &Npm) -> Result<()> {
    let mut command = build_tools.tool("esbuild");
    command.arg(tree.join("tests/checkers/in_page.mjs")).args(["--bundle", "--format=iife", "--log-level=error"]);
    command.arg(format!("--outfile={}", in_page_script(tree).display())).env("NODE_PATH", checkers.modules());
    process::run(&mut command)
}

/// Runs those in Node, over the sources, the site, and the states that the browser tests have written down.
pub(crate) fn in_node(tree: &Tree, checkers: &Npm) -> Result<()> {
    JAVA.ensure()?;
    let server = Server::start(tree, 0, Audience::People)?;
    let mut command = node_tests(tree, "tests/checkers")?;
    command.env("SHIKAKU_CHECKERS", checkers.modules()).env("SHIKAKU_DIST", tree.dist());
    command.env("SHIKAKU_SITE", server.url()).env("SHIKAKU_STATES", tree.join("target/states"));
    command.env("SHIKAKU_FRAMEWORKS", frameworks::folder(tree));
    process::run(command.env("SHIKAKU_CARGO_DENY", CARGO_DENY.ensure(tree)?))
}

/// Node's own test runner over every test of a folder.
pub(crate) fn node_tests(tree: &Tree, folder: &str) -> Result<Command> {
    // Named one by one: Node 20 takes a folder, Node 22 a pattern.
    let tests = files::files_in(&tree.join(folder))?;
    let tests: Vec<_> = tests.iter().filter(|path| path.to_string_lossy().ends_with(".test.mjs")).collect();
    if tests.is_empty() {
        bail!("no {folder}/*.test.mjs");
    }
    let mut command = tree.command("node");
    command.args(["--test", "--test-reporter=spec"]).args(tests);
    Ok(command)
}
