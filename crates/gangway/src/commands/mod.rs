//! One file a command.

mod backup;
mod check;
mod completions;
mod connection;
mod demo;
mod doctor;
mod migrate;
mod read_resumes;
mod rehearse;
mod reset_password;
mod restore;
mod rotate_key;
mod sandbox;
mod send;
mod serve;
mod sync;
mod work;

use std::process::ExitCode;

use crate::{
    cli::{Cli, Command, Connection},
    output::Failure,
};

/// Does what was asked.
///
/// # Errors
/// A sentence for the person at the terminal.
pub async fn run(cli: Cli) -> Result<ExitCode, Failure> {
    match cli.command {
        Command::Demo(options) => demo::run(options).await,
        Command::Serve(options) => serve::run(options).await,
        Command::Work(options) => work::run(options).await,
        Command::Sandbox(options) => sandbox::run(options).await,
        Command::Send(options) => send::run(options).await,
        Command::Sync(options) => sync::run(options).await,
        Command::Connection(Connection::Check(options)) => check::run(options).await,
        Command::Connection(Connection::Rehearse(options)) => rehearse::run(options).await,
        Command::Connection(Connection::ChangeApi(options)) => rehearse::change(options).await,
        Command::Doctor(options) => doctor::run(options).await,
        Command::Migrate(options) => migrate::run(options).await,
        Command::Backup(options) => backup::run(options).await,
        Command::Restore(options) => restore::run(options).await,
        Command::RotateKey(options) => rotate_key::run(options).await,
        Command::ResetPassword(options) => reset_password::run(options).await,
        Command::ReadResumes => read_resumes::run(),
        Command::Completions { shell } => completions::run(shell),
    }
}
