//! `cargo xtask bench`: builds, then measures the widget in Chromium.

use anyhow::Result;

use crate::browser::Browser;
use crate::steps::Steps;
use crate::tree::Tree;
use crate::verbs::{build, test};

pub(crate) fn run() -> Result<()> {
    let tree = Tree::find()?;
    build::build(&tree, &mut Steps::default())?;
    for browser in Browser::chosen(Some("chromium"))? {
        browser.ensure(&tree)?;
        test::in_browser(
            &tree,
            browser,
            &["--ignored", "--exact", "bench::long_form_prints_its_figures", "--nocapture"],
        )?;
    }
    Ok(())
}
