//! `cargo xtask check`: formatting and lints. The view compiles for WebAssembly only, so clippy runs for both targets.

use anyhow::Result;

use crate::process;
use crate::steps::Steps;
use crate::toolchain::Toolchain;
use crate::tree::Tree;

pub(crate) fn run() -> Result<()> {
    let mut steps = Steps::default();
    check(&Tree::find()?, &mut steps)?;
    steps.print();
    Ok(())
}

pub(crate) fn check(tree: &Tree, steps: &mut Steps) -> Result<()> {
    steps.run("formatting", "seconds", || process::run(tree.cargo().args(["fmt", "--all", "--check"])))?;
    steps.run("clippy, this machine", "two minutes the first time", || {
        let mut command = tree.cargo();
        command.args(["clippy", "--locked", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"]);
        process::run(&mut command)
    })?;
    let toolchain =
        steps.run("Rust for WebAssembly", "half a minute when it is missing", Toolchain::find_or_install)?;
    steps.run("clippy, WebAssembly", "three minutes the first time", || {
        process::run(toolchain.clippy(tree)?.args(["--", "-D", "warnings"]))
    })
}
