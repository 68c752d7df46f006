//! Where all is wired: database, clock, dice, HTTP, connectors and keys become an [`App`].

use std::{fs, path::Path, sync::Arc};

use connect::{Http, clock::SystemClock, hosts::Sandboxes};
use engine::{
    App,
    app::Parts,
    dice::Dice,
    people::password::PasswordCost,
    public_address::PublicAddress,
    screening::reading::{Limits, Readers},
};
use rand::{TryRng, rngs::SysRng};
use store::Db;

use crate::{cli::Installation, key_file, output::Failure, settings};

/// Randomness from the operating system.
///
/// # Errors
/// Where the operating system gives none.
pub fn dice() -> Result<Dice, Failure> {
    let mut seed = [0; 32];
    SysRng.try_fill_bytes(&mut seed)?;
    Ok(Dice::from_seed(seed))
}

/// The app of an installation.
///
/// # Errors
/// A sentence where the database, the key or the certificate can't be used.
pub async fn app(installation: &Installation) -> Result<Arc<App>, Failure> {
    app_at(installation, PublicAddress::default()).await
}

/// The app of an installation that is reached at `listening` where nobody told another address.
///
/// # Errors
/// As [`app`].
pub async fn app_at(installation: &Installation, listening: PublicAddress) -> Result<Arc<App>, Failure> {
    let trust = installation.trust.as_deref().map(fs::read).transpose()?;
    let sandboxes = settings::sandboxes(installation)?;
    let app = app_with(
        &installation.data,
        installation.database.as_deref(),
        sandboxes,
        trust.as_deref(),
        PasswordCost::STRONG,
    )
    .await?;
    Ok(Arc::new(app.reached_at(installation.public_address.clone().unwrap_or(listening))))
}

/// The app over a database, with these stand-ins within reach.
///
/// # Errors
/// As [`app`].
pub async fn app_with(
    data: &Path,
    database: Option<&str>,
    sandboxes: Sandboxes,
    trust: Option<&[u8]>,
    password_cost: PasswordCost,
) -> Result<App, Failure> {
    let address = settings::database(data, database)?;
    let dice = dice()?;
    Ok(App::new(Parts {
        db: Db::open(&address).await?,
        clock: Arc::new(SystemClock),
        vault: key_file::vault(&data.join("key"), &dice)?,
        dice,
        http: Http::new(trust)?,
        connectors: vendors::registry::connectors(),
        sandboxes,
        password_cost,
        resumes: Arc::new(readers()?),
    })
    .indexing_in(data.join("pool")))
}

/// This very program, started again with the one command that reads files.
fn readers() -> Result<Readers, Failure> {
    Ok(Readers::new(std::env::current_exe()?, vec!["read-resumes".into()], Limits::default()))
}
