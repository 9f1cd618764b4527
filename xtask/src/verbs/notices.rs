//! `cargo xtask notices`: writes `THIRD-PARTY-NOTICES.txt`, after the widget's dependencies changed.

use anyhow::Result;

use crate::machine::Machine;
use crate::notices;
use crate::steps::Steps;
use crate::tree::Tree;

pub(crate) fn run() -> Result<()> {
    let tree = Tree::find()?;
    let machine = Machine::this();
    Steps::new(&tree)
        .run("licences", "three minutes the first time, which compile cargo-about", || notices::write(&tree, &machine))
}
