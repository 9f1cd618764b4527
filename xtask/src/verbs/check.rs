//! `cargo xtask check`: formatting and lints. The view compiles for WebAssembly only, so clippy runs for both targets.

use std::process::Command;

use anyhow::Result;

use crate::machine::Machine;
use crate::steps::Steps;
use crate::toolchain::CLIPPY;
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

fn on_this_machine(tree: &Tree, steps: &Steps) -> Result<()> {
    formatting(tree, steps)?;
    steps.run("clippy, this machine", "two minutes the first time", || {
        let clippy = |targets: &[&str]| {
            process::run(tree.cargo().args(["clippy", "--locked"]).args(targets).args(["--", "-D", "warnings"]))
        };
        clippy(&["--workspace", "--all-targets"])?;
        // `--all-targets` leaves out the browser tests, which a plain `cargo test` must not run.
        clippy(&["--package", "shikaku-form", "--test", "e2e"])
    })
}

pub(crate) fn formatting(tree: &Tree, steps: &Steps) -> Result<()> {
    steps.run("formatting", "seconds", || process::run(tree.cargo().args(["fmt", "--all", "--check"])))
}

/// Lets clippy compile this tree's own code for a command, so that one step lints, and compiles what runs. A separate
/// check would read all dependencies, and this code, once more.
pub(crate) fn lint_on_the_way(cargo: &mut Command) -> &mut Command {
    // As `cargo clippy -- -D warnings` hands it on.
    cargo.env("RUSTC_WORKSPACE_WRAPPER", CLIPPY).env("CLIPPY_ARGS", "-Dwarnings__CLIPPY_HACKERY__")
}

/// Takes minutes where the widget was not compiled before.
pub(crate) fn for_webassembly(tree: &Tree, machine: &Machine, steps: &Steps) -> Result<()> {
    steps.run("clippy, WebAssembly", "seconds once the widget is compiled", || wasm::lint(tree, machine))
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::{CLIPPY, lint_on_the_way};
    use crate::files;
    use crate::tree::Tree;

    #[test]
    fn compiling_ends_at_a_warning_of_clippy() {
        let folder = Tree::find().unwrap().join("target/planted");
        let compile = |source: &str| {
            let file = folder.join("planted.rs");
            files::write(&file, source.as_bytes()).unwrap();
            let mut clippy = Command::new(CLIPPY);
            clippy.args(["rustc", "--crate-type", "lib", "--emit", "metadata"]).arg(file).arg("--out-dir").arg(&folder);
            lint_on_the_way(&mut clippy).output().unwrap().status.success()
        };
        assert!(compile("#[must_use]\npub fn one() -> u8 {\n    1\n}\n"));
        assert!(!compile("#[must_use]\npub fn one() -> u8 {\n    return 1;\n}\n"));
    }
}
