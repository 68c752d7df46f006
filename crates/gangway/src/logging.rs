//! Logs: one line an event, on stderr, as text on a terminal and as JSON where a program reads them.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

use crate::cli::Cli;

/// Starts logging. `GANGWAY_LOG` chooses levels, for example `info,engine=debug`.
pub fn start(cli: &Cli) {
    let standard = if cli.verbose { "info,engine=debug,web=debug" } else { "warn" };
    let filter = EnvFilter::try_from_env("GANGWAY_LOG").unwrap_or_else(|_| EnvFilter::new(standard));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        log.init()
    } else {
        log.json().init()
    }
    std::panic::set_hook(Box::new(
        |fault| tracing::error!(at = %place(fault.location()), "a fault of the program"),
    ));
}

/// Where a panic was. Its words are left out: they can hold what somebody wrote, and a log is no place for that.
fn place(location: Option<&std::panic::Location<'_>>) -> String {
    location.map_or_else(|| "an unknown place".into(), ToString::to_string)
}
