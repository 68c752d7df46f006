//! The commands, and the help that teaches them.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;
use engine::public_address::PublicAddress;

/// Carries hired candidates from recruiting into HR systems, and brings stand-ins of both to test with
#[derive(Parser)]
#[command(version, after_help = EXAMPLES)]
pub struct Cli {
    /// Log more on stderr (or set GANGWAY_LOG, for example "info,engine=debug")
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "Examples:
  gangway demo                                  try everything with an invented company
  gangway serve --data /var/lib/gangway         run for real; prints a one-time link on first start
  gangway sandbox                               stand-ins of the vendors, for tests of an integration
  gangway send 0193… --to payroll               send a hired candidate from the command line
  gangway sync recruiting --full --wait         bring a connected system's records in step now
  gangway connection check recruiting           see what a connection's key may do

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but something waits for a person.";

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Try everything: hub, worker and all sandboxes with an invented company
    Demo(Demo),
    /// Run the hub: pages, API and, unless told otherwise, a worker
    Serve(Serve),
    /// Run only a worker, beside hubs on the same PostgreSQL database
    Work(Installation),
    /// Run stand-ins of the vendors; prints one JSON line for each
    Sandbox(Sandbox),
    /// Send a hired candidate to a connected HR system, as the page does
    Send(Send),
    /// Bring the records of a connected system in step now, without waiting for their time
    Sync(Sync),
    /// Look after the connections to other systems
    #[command(subcommand)]
    Connection(Connection),
    /// Look for the likely mistakes of an installation
    Doctor(Doctor),
    /// Bring the database's schema up to date and stop
    Migrate(Installation),
    /// Write everything in the database to one file
    Backup(Archive),
    /// Fill an empty database from a backup, of either kind of database
    Restore(Archive),
    /// Make a new sealing key, seal every secret with it, and forget the old one
    RotateKey(Installation),
    /// Give someone who forgot theirs a new password, shown once
    ResetPassword(ResetPassword),
    /// Read the files that come in on stdin, with little time and memory for each; the hub starts it for itself
    #[command(hide = true)]
    ReadResumes,
    /// Print completions for a shell
    Completions {
        /// Which shell
        shell: Shell,
    },
}

/// Where an installation keeps its things.
#[derive(Args, Clone)]
pub struct Installation {
    /// Folder for the embedded database and the key file
    #[arg(long, default_value = "data", env = "GANGWAY_DATA")]
    pub data: PathBuf,
    /// postgres://USER@HOST/NAME instead of the embedded database
    #[arg(long, env = "GANGWAY_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    /// A vendor's stand-in as VENDOR=ADDRESS, for sandbox workspaces; may be given several times
    #[arg(long = "sandboxes", value_name = "VENDOR=ADDRESS")]
    pub sandboxes: Vec<String>,
    /// A certificate (PEM) to trust beside the machine's, for stand-ins with --tls
    #[arg(long, value_name = "FILE")]
    pub trust: Option<PathBuf>,
    /// Where people outside reach the hub, as https://gangway.example.com: what links in letters begin with
    #[arg(long, value_name = "ADDRESS", env = "GANGWAY_PUBLIC_ADDRESS", value_parser = PublicAddress::told)]
    pub public_address: Option<PublicAddress>,
}

/// Options of `demo`.
#[derive(Args)]
pub struct Demo {
    /// Folder for the demo's database; kept between runs
    #[arg(long, default_value = "data/demo")]
    pub data: PathBuf,
    /// postgres://USER@HOST/NAME instead of the embedded database
    #[arg(long, hide_env_values = true)]
    pub database: Option<String>,
    /// Address of the pages
    #[arg(long, default_value = "127.0.0.1:7300")]
    pub listen: SocketAddr,
    /// Where people outside reach the demo; links in letters begin with it
    #[arg(long, value_name = "ADDRESS", env = "GANGWAY_PUBLIC_ADDRESS", value_parser = PublicAddress::told)]
    pub public_address: Option<PublicAddress>,
    /// The same seed gives the same company
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Begin again: throw away what the demo kept from earlier runs
    #[arg(long)]
    pub fresh: bool,
}

/// Options of `serve`.
#[derive(Args)]
pub struct Serve {
    /// Where things are kept
    #[command(flatten)]
    pub installation: Installation,
    /// Address of the pages and the API
    #[arg(long, default_value = "127.0.0.1:7300", env = "GANGWAY_LISTEN")]
    pub listen: SocketAddr,
    /// People reach this hub over https, through a proxy in front of it whose X-Forwarded-For is believed
    #[arg(long, env = "GANGWAY_HTTPS")]
    pub https: bool,
    /// Pages and API only; workers run elsewhere
    #[arg(long)]
    pub no_worker: bool,
}

/// Options of `sandbox`.
#[derive(Args)]
pub struct Sandbox {
    /// Which vendors; all of them where none is named
    pub vendors: Vec<String>,
    /// Address of the first; the others take the ports that follow (port 0: any free ones)
    #[arg(long, default_value = "127.0.0.1:0")]
    pub listen: SocketAddr,
    /// The same seed gives the same tenants and the same faults
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// How many people each tenant has
    #[arg(long, default_value_t = 50)]
    pub people: usize,
    /// What goes wrong, for example "429=0.1,drop_after=0.05,delay=0.2:300ms,500@3"
    #[arg(long, default_value = "")]
    pub faults: String,
    /// Serve https with a certificate authority made for this run
    #[arg(long)]
    pub tls: bool,
    /// Keep the tenants in this file between runs
    #[arg(long, value_name = "FILE")]
    pub state: Option<PathBuf>,
}

/// Options of `send`.
#[derive(Args)]
pub struct Send {
    /// The candidate's id, as in the address of their page
    pub candidate: String,
    /// The connection's id or name
    #[arg(long)]
    pub to: String,
    /// A value for a field of the form as FIELD=VALUE, over what is filled in by itself; may be given several times
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    pub set: Vec<String>,
    /// Come back at once, without waiting for the delivery
    #[arg(long)]
    pub no_wait: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Where things are kept
    #[command(flatten)]
    pub installation: Installation,
}

/// Options of `sync`.
#[derive(Args)]
pub struct Sync {
    /// The connection's id or name
    pub connection: String,
    /// Read everything, so that missing records are noticed, and not only what changed
    #[arg(long)]
    pub full: bool,
    /// Stay until the run is over, with its progress on a terminal
    #[arg(long)]
    pub wait: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Where things are kept
    #[command(flatten)]
    pub installation: Installation,
}

/// What to do with a connection.
#[derive(Subcommand)]
pub enum Connection {
    /// Test its key, without writing anything there, and say what it may do
    Check(Check),
    /// Read the account by another API of its vendor as well, and say what differs; nothing is written
    Rehearse(Rehearse),
    /// Change the API that it speaks, keeping its records, links and mapping; rehearse it first
    ChangeApi(ChangeApi),
}

/// Options of `connection rehearse`.
#[derive(Args)]
pub struct Rehearse {
    /// The connection's id or name
    pub connection: String,
    /// A file with the other API's credentials as a JSON object, or - for standard input
    #[arg(long, value_name = "FILE")]
    pub credentials: String,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Where things are kept
    #[command(flatten)]
    pub installation: Installation,
}

/// Options of `connection change-api`.
#[derive(Args)]
pub struct ChangeApi {
    /// The connection's id or name
    pub connection: String,
    /// A file with the other API's credentials as a JSON object, or - for standard input
    #[arg(long, value_name = "FILE")]
    pub credentials: String,
    /// Where things are kept
    #[command(flatten)]
    pub installation: Installation,
}

/// Options of `connection check`.
#[derive(Args)]
pub struct Check {
    /// The connection's id or name
    pub connection: String,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Where things are kept
    #[command(flatten)]
    pub installation: Installation,
}

/// Options of `doctor`.
#[derive(Args)]
pub struct Doctor {
    /// Where things are kept
    #[command(flatten)]
    pub installation: Installation,
    /// Where the hub listens
    #[arg(long, default_value = "127.0.0.1:7300", env = "GANGWAY_LISTEN")]
    pub listen: SocketAddr,
    /// The hub is started with it, too
    #[arg(long, env = "GANGWAY_HTTPS")]
    pub https: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Options of `reset-password`.
#[derive(Args)]
pub struct ResetPassword {
    /// The e-mail address they sign in with
    pub email: String,
    /// Where things are kept
    #[command(flatten)]
    pub installation: Installation,
}

/// Options of `backup` and `restore`.
#[derive(Args)]
pub struct Archive {
    /// The backup's file
    pub file: PathBuf,
    /// Where things are kept
    #[command(flatten)]
    pub installation: Installation,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_commands_are_well_formed() {
        Cli::command().debug_assert();
    }
}
