//! What an administrator decides about the sync of a connection.

use model::{ConnectionId, hire::FieldProblem};
use store::sync::{
    mirror::{self, Kind},
    plan,
};

use super::{Plan, the_plan};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    screening,
};

/// What can be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How many minutes after a run the next one begins, 1 to 1,440.
    pub every_minutes: u32,
    /// The share of known records, in per cent, that a run may change without asking, 1 to 100.
    pub share_percent: u32,
    /// The hour of the day, in UTC, at which everything is read.
    pub full_hour: u32,
    /// Whether files are fetched.
    pub take_files: bool,
    /// The application's field there into which the identifier that an HR system gave is written.
    pub reference_field: Option<String>,
}

/// Keeps the settings.
///
/// # Errors
/// [`Error::Invalid`] at each field that can't be accepted.
pub async fn configure(app: &App, actor: &Actor, id: ConnectionId, new: &Settings) -> Result<()> {
    let tx = app.db.begin().await?;
    let (connection, plan) = the_plan(&tx, actor, id).await?;
    let mut problems = Vec::new();
    let mut expect = |good: bool, field: &str, message: &str| {
        if !good {
            problems.push(FieldProblem { field: field.into(), message: message.into() });
        }
    };
    expect((1..=1440).contains(&new.every_minutes), "every_minutes", "Choose 1 to 1,440 minutes.");
    expect((1..=100).contains(&new.share_percent), "share_percent", "Choose 1 to 100 per cent.");
    expect(new.full_hour < 24, "full_hour", "Choose an hour from 0 to 23.");
    if let Some(field) = &new.reference_field {
        let known = mirror::of_external(&tx, id, Kind::Field, [field.as_str()]).await?;
        let fits = known.get(field).is_some_and(|field| field.state["subject"] == "application");
        expect(fits, "reference_field", "The other system has no such field of applications.");
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    if plan.take_files && !new.take_files {
        screening::changed::every_job(app, &tx, actor.workspace, "Files are not fetched any more").await?;
    }
    let plan = Plan {
        every_minutes: new.every_minutes,
        share_percent: new.share_percent,
        full_hour: new.full_hour,
        take_files: new.take_files,
        reference_field: new.reference_field.clone(),
        ..plan
    };
    plan::configure(&tx, &plan).await?;
    let detail = format!(
        "“{}”: every {} minutes, asks above {} %, files {}",
        connection.name,
        new.every_minutes,
        new.share_percent,
        if new.take_files { "taken" } else { "left" }
    );
    audit::write(app, &tx, actor, "sync.configured", ("connection", Some(id.into())), detail).await?;
    Ok(tx.commit().await?)
}
