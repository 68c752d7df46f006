//! `gangway work`: a worker without pages, beside hubs on the same database.

use std::process::ExitCode;

use crate::{cli::Installation, output::Failure, stop, wire};

/// Works until told to stop.
pub async fn run(installation: Installation) -> Result<ExitCode, Failure> {
    let app = wire::app(&installation).await?;
    let name = format!("worker-{}", app.dice.token());
    tracing::info!(%name, "a worker started");
    engine::work::run(app, name, stop::asked()).await;
    Ok(ExitCode::SUCCESS)
}
