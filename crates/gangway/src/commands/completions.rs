//! `gangway completions`: what a shell needs to complete the commands.

use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::{cli::Cli, output::Failure};

/// Prints the completions.
pub fn run(shell: Shell) -> Result<ExitCode, Failure> {
    clap_complete::generate(shell, &mut Cli::command(), "gangway", &mut std::io::stdout());
    Ok(ExitCode::SUCCESS)
}
