//! Running other programs.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// Runs to the end; what the program prints goes to the terminal.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", name_of(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", name_of(command));
    }
    Ok(())
}

/// Runs to the end and returns what the program printed; its errors go to the terminal.
pub(crate) fn output(command: &mut Command) -> Result<Vec<u8>> {
    let output =
        command.stderr(Stdio::inherit()).output().with_context(|| format!("cannot start {}", name_of(command)))?;
    if !output.status.success() {
        bail!("{} failed ({})", name_of(command), output.status);
    }
    Ok(output.stdout)
}

/// What the program printed, without the white space around it.
pub(crate) fn text(command: &mut Command) -> Result<String> {
    Ok(String::from_utf8(output(command)?)?.trim().to_owned())
}

/// Where a program is, or nothing when it is not installed.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    // npm is a .cmd file on Windows, where the name alone starts .exe files only.
    let suffixes: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .flat_map(|folder| suffixes.iter().map(move |suffix| folder.join(format!("{program}{suffix}"))))
        .find(|path| path.is_file())
}

fn name_of(command: &Command) -> String {
    let arguments = command.get_args().take(2).map(|argument| format!(" {}", argument.to_string_lossy()));
    format!("{}{}", command.get_program().to_string_lossy(), arguments.collect::<String>())
}
