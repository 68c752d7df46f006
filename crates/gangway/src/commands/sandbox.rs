//! `gangway sandbox`: stand-ins of the vendors, until told to stop.

use std::{process::ExitCode, sync::Arc};

use connect::clock::SystemClock;
use sandbox::{Faults, Host, Options};

use crate::{
    cli::Sandbox,
    output::{self, Failure},
    stop,
};

/// Serves the stand-ins and prints one line of JSON for each.
pub async fn run(options: Sandbox) -> Result<ExitCode, Failure> {
    let all = vendors::registry::stand_ins();
    let known: Vec<_> = all.iter().map(|stand_in| stand_in.manifest().vendor.clone()).collect();
    if let Some(unknown) = options.vendors.iter().find(|vendor| !known.contains(vendor)) {
        return Err(format!("there is no sandbox of “{unknown}”; there is: {}", known.join(", ")).into());
    }
    let wanted = |vendor: &String| options.vendors.is_empty() || options.vendors.contains(vendor);
    let chosen = all.into_iter().filter(|stand_in| wanted(&stand_in.manifest().vendor)).collect();
    let faults: Faults = options.faults.parse()?;
    let host = Host::start(
        chosen,
        Options {
            listen: options.listen,
            seed: options.seed,
            people: options.people,
            faults,
            tls: options.tls,
            state: options.state,
        },
        Arc::new(SystemClock),
    )
    .await?;
    for announcement in host.announcements() {
        output::json(&announcement)?;
    }
    stop::wait(stop::asked()).await;
    host.stop().await?;
    Ok(ExitCode::SUCCESS)
}
