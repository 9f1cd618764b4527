//! `cargo xtask package`: builds, then packs `dist/` for a release, in `target/package/`.

use anyhow::Result;

use crate::machine::Machine;
use crate::package;
use crate::steps::Steps;
use crate::tree::Tree;
use crate::verbs::build;

pub(crate) fn run() -> Result<()> {
    let tree = Tree::find()?;
    let (machine, steps) = (Machine::this(), Steps::new(&tree));
    build::build(&tree, &machine, &steps)?;
    let sums = steps.run("pack", "seconds", || package::write(&tree, &machine))?;
    steps.print();
    println!("{}\n{sums}", package::folder(&tree).display());
    Ok(())
}
