//! `cargo xtask bench`: measures the engine on this machine, then builds and measures the widget in Chromium.

use anyhow::Result;

use crate::browser::Browser;
use crate::machine::Machine;
use crate::process;
use crate::steps::Steps;
use crate::tree::Tree;
use crate::verbs::build;
use crate::verbs::test::{Run, in_browser};

pub(crate) fn run() -> Result<()> {
    let (tree, machine) = (Tree::find()?, Machine::this());
    let engine =
        ["test", "--locked", "--package", "shikaku-form", "--test", "native", "--", "--ignored", "--nocapture"];
    process::run(tree.cargo().args(engine))?;
    build::build(&tree, &machine, &Steps::new(&tree))?;
    for browser in Browser::chosen(&machine, Some("chromium"))? {
        browser.ensure(&tree, &machine)?;
        let arguments = &["--ignored", "--exact", "bench::long_form_prints_its_figures", "--nocapture"];
        in_browser(&tree, &machine, browser, &Run { arguments, at_once: 1, situation: None, is_linted: false })?;
    }
    Ok(())
}
