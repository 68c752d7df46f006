//! Logs: one line an event, on stderr, as text on a terminal and as JSON where a program reads them.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

use crate::cli::Cli;

/// Starts logging. `GANGWAY_LOG` chooses levels, for example `info,engine=debug`.
pub fn start(cli: &Cli) {
    let standard = if cli.verbose { "info,engine=debug,web=debug" } else { "warn" };
    let filter = EnvFilter::try_from_env("GANGWAY_LOG").unwrap_or_else(|_| EnvFilter::new(standard));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() { log.init() } else { log.json().init() }
}
