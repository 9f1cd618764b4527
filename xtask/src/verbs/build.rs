//! `cargo xtask build`: the release site, in `dist/`.

use anyhow::Result;

use crate::machine::Machine;
use crate::npm::Npm;
use crate::steps::Steps;
use crate::toolchain::Toolchain;
use crate::tree::Tree;
use crate::{dist, site, wasm};

pub(crate) fn run() -> Result<()> {
    let tree = Tree::find()?;
    let steps = Steps::new(&tree);
    build(&tree, &Machine::this(), &steps)?;
    steps.print();
    Ok(())
}

/// The result of a build for other verbs: the npm tools that it used.
pub(crate) fn build(tree: &Tree, machine: &Machine, steps: &Steps) -> Result<Npm> {
    let toolchain = steps
        .run("Rust for WebAssembly", "half a minute when it is missing", || Toolchain::find_or_install(machine))?;
    let npm = steps.run("npm tools", "seconds when they are missing", || Npm::build_tools(tree, machine))?;
    let compiled =
        steps.run("compile to WebAssembly", "four minutes the first time", || wasm::compile(tree, &toolchain))?;
    let glue =
        steps.run("bind and optimise", "half a minute when something changed", || wasm::bind(tree, &npm, &compiled))?;
    let site = steps.run("put the site together", "a second", || site::assemble(tree, &npm, &glue))?;
    steps.run("write and compress", "ten seconds when something changed", || dist::write(&site, &tree.dist()))?;
    Ok(npm)
}
