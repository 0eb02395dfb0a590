//! Running other programs: with their output shown, or read.

use crate::{OrStop, Result, Stop};
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

/// The cargo that runs this program.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(crate::root());
    command
}

/// A program by name, started in the repository's root.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(crate::root());
    command
}

/// Runs a program to its end with its output shown. `remedy` says what to do when it does not
/// succeed.
pub fn run(command: &mut Command, remedy: &str) -> Result<()> {
    let words = words(command);
    let status = command
        .stdin(Stdio::null())
        .status()
        .or_stop(|| format!("`{words}` could not be started"))?;
    match status.success() {
        true => Ok(()),
        false => Err(Stop(format!("`{words}` ended with {status}; {remedy}."))),
    }
}

/// What a program prints on standard output; `None` where it is missing or does not succeed.
pub fn read(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// Whether a program of this name is on PATH.
pub fn on_path(name: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(name).is_file()))
}

fn words(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program());
    std::iter::once(name)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
