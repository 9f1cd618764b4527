//! This tool in place of the linker. Leptos exports the streams of server functions, which no script calls, and the
//! linker never removes an export. So this removes those exports from its arguments.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// The linker that this tool runs.
const LINKER: &str = "SHIKAKU_LINKER";

/// Puts this tool before the linker of a command.
pub(crate) fn stand_before(linker: &Path, command: &mut Command) -> Result<()> {
    let this = std::env::current_exe().context("this program does not know where it is")?;
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", this).env(LINKER, linker);
    Ok(())
}

/// Links, if this tool was called as the linker.
pub(crate) fn linked() -> Option<Result<()>> {
    let linker = std::env::var_os(LINKER)?;
    Some(process::run(Command::new(linker).args(wanted(std::env::args_os().skip(1).collect()))))
}

/// The arguments without the exports that nothing calls.
fn wanted(arguments: Vec<OsString>) -> Vec<OsString> {
    let mut wanted = Vec::<OsString>::new();
    for argument in arguments {
        let is_export = wanted.last().is_some_and(|before| before == "--export");
        if is_export && argument.to_string_lossy().contains("intounderlying") {
            wanted.pop();
        } else {
            wanted.push(argument);
        }
    }
    wanted
}

#[cfg(test)]
mod tests {
    use super::wanted;

    #[test]
    fn linker_is_asked_for_every_export_but_those_of_server_functions() {
        let given = ["-o", "a", "--export", "__wbg_intounderlyingsink_free", "--export", "validate", "--gc-sections"];
        let wanted = wanted(given.map(Into::into).into());
        assert_eq!(wanted, ["-o", "a", "--export", "validate", "--gc-sections"]);
    }
}
