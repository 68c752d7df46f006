//! Gangway: the one binary, and the only place that wires everything.

#[cfg(test)]
mod book;
mod checkup;
mod cli;
mod commands;
mod demo;
mod key_file;
mod logging;
mod output;
#[cfg(test)]
mod packaged;
mod settings;
mod stop;
mod wire;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    logging::start(&cli);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return output::failed(&error.into()),
    };
    match runtime.block_on(commands::run(cli)) {
        Ok(code) => code,
        Err(error) => output::failed(&error),
    }
}
