//! `cargo xtask check`: formatting and lints. The view compiles for WebAssembly only, so clippy runs for both targets.

use anyhow::Result;

use crate::machine::Machine;
use crate::steps::Steps;
use crate::tree::Tree;
use crate::{process, wasm};

pub(crate) fn run() -> Result<()> {
    let tree = Tree::find()?;
    let steps = Steps::new(&tree);
    on_this_machine(&tree, &steps)?;
    for_webassembly(&tree, &Machine::this(), &steps)?;
    steps.print();
    Ok(())
}

pub(crate) fn on_this_machine(tree: &Tree, steps: &Steps) -> Result<()> {
    steps.run("formatting", "seconds", || process::run(tree.cargo().args(["fmt", "--all", "--check"])))?;
    steps.run("clippy, this machine", "two minutes the first time", || {
        let clippy = |targets: &[&str]| {
            process::run(tree.cargo().args(["clippy", "--locked"]).args(targets).args(["--", "-D", "warnings"]))
        };
        clippy(&["--workspace", "--all-targets"])?;
        // `--all-targets` leaves out the browser tests, which a plain `cargo test` must not run.
        clippy(&["--package", "shikaku-form", "--test", "e2e"])
    })
}

/// Takes minutes where the widget was not compiled before.
pub(crate) fn for_webassembly(tree: &Tree, machine: &Machine, steps: &Steps) -> Result<()> {
    steps.run("clippy, WebAssembly", "seconds once the widget is compiled", || wasm::lint(tree, machine))
}
