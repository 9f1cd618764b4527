//! `cargo xtask`: the commands for building and testing the widget. This file only picks the verb.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool speaks to its user")]
#![expect(clippy::disallowed_methods, reason = "Instant::now panics in the browser only; the tool times its steps")]

use std::process::ExitCode;

use anyhow::{Result, bail};

mod verbs;

// What the verbs share, each importing only those above it.
mod compress;
mod files;
mod html;
mod process;
mod tree;
mod steps;
mod machine;
mod needs;
mod npm;
mod npm_package;
mod manifest;
mod format;
mod frameworks;
mod situations;
mod tools;
mod sysroot;
mod notices;
mod linker;
mod toolchain;
mod glue;
mod wasm;
mod bundle;
mod schemas;
mod standalone;
mod site;
mod dist;
mod package;
mod faulty_hosts;
mod server;
mod browser;
mod webdriver;
mod checkers;

const USAGE: &str = "\
usage: cargo xtask VERB

  build                             the release site, in dist/
  serve [--port N]                  build, then serve dist/ on 127.0.0.1
  check                             formatting and clippy, for this machine and for WebAssembly
  test                              check, build and every test
  test --native                     what takes a minute or two: check, native tests, Node, one path in Chromium
  test [--browser NAME] [FILTER]    the browser tests that have FILTER in their names, in all browsers or this one
  bench                             build, then measure the widget in a browser
  package                           build, then pack dist/ for a release: target/package/
  notices                           THIRD-PARTY-NOTICES.txt anew, when another crate is compiled into the widget";

/// Runs the verb of the command line.
#[must_use]
pub fn run() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match linker::linked().unwrap_or_else(|| dispatch(&words)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[&str]) -> Result<()> {
    match words {
        ["build"] => verbs::build::run(),
        ["serve", options @ ..] => verbs::serve::run(options),
        ["check"] => verbs::check::run(),
        ["test", options @ ..] => verbs::test::run(options),
        ["package"] => verbs::package::run(),
        ["notices"] => verbs::notices::run(),
        ["bench"] => verbs::bench::run(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => bail!("not understood: {}\n\n{USAGE}", words.join(" ")),
    }
}
