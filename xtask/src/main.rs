//! The program. All of it is in the library, which is compiled, and so linted, beside its tests too.

use std::process::ExitCode;

fn main() -> ExitCode {
    xtask::run()
}
