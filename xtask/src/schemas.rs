//! The JSON Schemas of the files that the widget reads and writes, from the widget's library.

use anyhow::{Result, anyhow};
use shikaku_form::api;

/// The schema of the exported application.
pub(crate) fn application() -> Result<String> {
    let schema = api::application_schema(None);
    let schema = schema.map_err(|problems| anyhow!("the built-in definition has problems: {problems:?}"))?;
    Ok(schema.to_pretty())
}
