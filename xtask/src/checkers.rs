//! Third-party checkers: some inspect pages inside a browser, the others run in Node.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::machine::Machine;
use crate::needs::{Need, lacks};
use crate::npm::Npm;
use crate::server::{Audience, Server};
use crate::tools::Tool;
use crate::tree::Tree;
use crate::{files, frameworks, process};

const CARGO_DENY: Tool = Tool { name: "cargo-deny", version: "0.20.2", options: &["--no-default-features"] };

pub(crate) const JAVA: Need = Need {
    what: "Java, which the Nu HTML checker runs on",
    lack: |machine| lacks(machine, &["java"]),
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

/// Installs what the others need in addition to Node.
pub(crate) fn ensure(tree: &Tree, machine: &Machine) -> Result<()> {
    JAVA.ensure(machine)?;
    CARGO_DENY.ensure(tree, machine).map(drop)
}

/// Bundles that script.
pub(crate) fn in_page(tree: &Tree, machine: &Machine) -> Result<()> {
    let checkers = Npm::checkers(tree, machine)?;
    let mut command = Npm::build_tools(tree, machine)?.tool("esbuild");
    command.arg(tree.join("tests/checkers/in_page.mjs")).args(["--bundle", "--format=iife", "--log-level=error"]);
    // It goes to a page for each view, and takes a third less of the CPU at half its size.
    command.arg("--minify");
    command.arg(format!("--outfile={}", in_page_script(tree).display())).env("NODE_PATH", checkers.modules());
    process::run(&mut command)
}

/// Those in Node that read the states which the browser tests have written down. The others read sources and the site.
const OF_STATES: &[&str] = &["markup.test.mjs"];

/// Runs either those or the others.
pub(crate) fn in_node(tree: &Tree, machine: &Machine, are_of_states: bool) -> Result<()> {
    let checkers = Npm::checkers(tree, machine)?;
    let server = Server::start(tree, 0, Audience::People)?;
    let is_wanted = |name: &str| OF_STATES.contains(&name) == are_of_states;
    let mut command = node_tests(tree, "tests/checkers", is_wanted)?;
    command.env("SHIKAKU_CHECKERS", checkers.modules()).env("SHIKAKU_DIST", tree.dist());
    command.env("SHIKAKU_SITE", server.url()).env("SHIKAKU_STATES", tree.join("target/states"));
    command.env("SHIKAKU_FRAMEWORKS", frameworks::folder(tree));
    process::run(command.env("SHIKAKU_CARGO_DENY", CARGO_DENY.ensure(tree, machine)?))
}

/// Node's own test runner over the tests of a folder.
pub(crate) fn node_tests(tree: &Tree, folder: &str, is_wanted: impl Fn(&str) -> bool) -> Result<Command> {
    // Named one by one: Node 20 takes a folder, Node 22 a pattern.
    let tests = files::files_in(&tree.join(folder))?;
    let name = |path: &&PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let is_test = |path: &&PathBuf| name(path).ends_with(".test.mjs") && is_wanted(&name(path));
    let tests: Vec<_> = tests.iter().filter(is_test).collect();
    if tests.is_empty() {
        bail!("no {folder}/*.test.mjs");
    }
    let mut command = tree.command("node");
    command.args(["--test", "--test-reporter=spec"]).args(tests);
    Ok(command)
}
