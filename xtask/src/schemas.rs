//! The JSON Schemas of what the widget reads and writes: the widget's own library has them.

use anyhow::{Result, anyhow};
use shikaku_form::api;

/// The schema of the exported application.
pub(crate) fn application() -> Result<String> {
    let schema = api::application_schema(None);
    let schema = schema.map_err(|problems| anyhow!("the built-in definition has problems: {problems:?}"))?;
    Ok(schema.to_pretty())
}
