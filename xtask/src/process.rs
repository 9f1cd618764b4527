//! Running other programs. Inside a step that runs beside others, what they print goes to the step's log.

use std::cell::RefCell;
use std::fs::File;
use std::io::Write as _;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

thread_local! {
    static LOG: RefCell<Option<File>> = const { RefCell::new(None) };
}

/// Sends to a file what is printed while this runs, by this thread and by the programs that it starts.
pub(crate) fn logged<T>(log: File, run: impl FnOnce() -> T) -> T {
    let before = LOG.replace(Some(log));
    let result = run();
    LOG.set(before);
    result
}

/// Prints a line.
pub(crate) fn say(line: &str) {
    LOG.with_borrow_mut(|log| match log {
        // A build goes on even if its log cannot be written.
        Some(log) => writeln!(log, "{line}").unwrap_or_default(),
        None => println!("{line}"),
    });
}

/// Where a program is to print.
fn printed() -> Result<Option<File>> {
    LOG.with_borrow(|log| log.as_ref().map(File::try_clone).transpose()).context("cannot write a step's log")
}

/// Runs to the end; what the program prints goes to the terminal.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    if let Some(log) = printed()? {
        command.stdout(log.try_clone()?).stderr(log);
    }
    let status = command.status().with_context(|| format!("cannot start {}", name_of(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", name_of(command));
    }
    Ok(())
}

/// Runs to the end and returns what the program printed; its errors go to the terminal.
pub(crate) fn output(command: &mut Command) -> Result<Vec<u8>> {
    command.stderr(printed()?.map_or_else(Stdio::inherit, Stdio::from));
    let output = command.output().with_context(|| format!("cannot start {}", name_of(command)))?;
    if !output.status.success() {
        bail!("{} failed ({})", name_of(command), output.status);
    }
    Ok(output.stdout)
}

/// What the program printed, without the white space around it.
pub(crate) fn text(command: &mut Command) -> Result<String> {
    Ok(String::from_utf8(output(command)?)?.trim().to_owned())
}

fn name_of(command: &Command) -> String {
    let arguments = command.get_args().take(2).map(|argument| format!(" {}", argument.to_string_lossy()));
    format!("{}{}", command.get_program().to_string_lossy(), arguments.collect::<String>())
}
