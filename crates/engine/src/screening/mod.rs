//! Screening: what jobs ask for, which applications are looked at, where each stands, and what people decide.
//!
//! The machine sorts and says why; only a person says that somebody qualifies, and nothing here rejects anybody.

pub(crate) mod changed;
pub mod criteria;
pub mod decide;
pub mod disconnect;
pub mod follow_up;
pub mod include;
mod keep;
pub mod ledger_file;
pub mod list;
pub mod meaning;
pub mod notice;
pub mod opt_out;
pub mod parts;
pub mod preferences;
pub mod proof;
pub mod reading;
pub mod report;
pub mod rescore;
mod score;
pub mod setup;
pub mod spread;
pub(crate) mod subject;
pub mod suggest;
#[cfg(test)]
pub(crate) mod tests;
pub mod threshold;
pub mod try_on;
pub mod voluntary;
pub mod work;
pub mod write_back;

use model::{JobId, WorkspaceId, application::Application, job::Job, screening::Threshold};
pub use screen::score::{LANGUAGES, asked, duration};
pub use store::screening::{
    criteria::{CriteriaState, Version},
    ledger::{Entry, Event, Facts, Proof},
    list::{After, Filter, Listed},
    organisation::Organisation,
    preference::Preference,
    result::{Decision, Screened, Stale},
};
use store::{
    Conn,
    hiring::{application, job},
    screening::{
        ledger::{self, Line},
        organisation, preference,
    },
};

use crate::{
    Actor, App,
    error::{Error, Result},
};

async fn the_job(conn: &impl Conn, workspace: WorkspaceId, id: JobId) -> Result<Job> {
    job::get(conn, workspace, id).await?.ok_or(Error::NotFound("job"))
}

async fn the_application(
    conn: &impl Conn,
    workspace: WorkspaceId,
    id: model::ApplicationId,
) -> Result<Application> {
    application::get(conn, workspace, id).await?.ok_or(Error::NotFound("application"))
}

/// The threshold that counts for a job: its own, else the organisation's.
async fn threshold_of(conn: &impl Conn, workspace: WorkspaceId, job: JobId) -> Result<Threshold> {
    match preference::get(conn, workspace, job).await?.threshold {
        Some(own) => Ok(own),
        None => Ok(organisation::get(conn, workspace).await?.threshold),
    }
}

/// A line of the ledger by whoever asks, without facts.
pub(crate) fn line(app: &App, actor: &Actor, event: Event, job: JobId) -> Line {
    Line {
        at: app.now(),
        event,
        job,
        application: None,
        facts: ledger::Facts::default(),
        actor: actor.name.clone(),
        actor_id: actor.user,
        reason: None,
        salt: app.id::<uuid::Uuid>().to_string(),
    }
}
