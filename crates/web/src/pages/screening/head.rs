//! The head of a job's screening pages: which job, and the tabs.

use engine::{Actor, hiring::jobs};
use model::{JobId, access::Right, job::Job};

use crate::{Web, failure::Failure};

/// The head of a job's screening pages.
pub struct Head {
    pub job: Job,
    pub tab: &'static str,
    /// Whether what the job asks for may be changed, and with it the tabs that do it.
    pub may_write: bool,
    /// Whether people may be decided on.
    pub may_move: bool,
}

impl Head {
    /// The head with one tab lit.
    pub async fn of(web: &Web, actor: &Actor, job: JobId, tab: &'static str) -> Result<Self, Failure> {
        Ok(Self {
            job: jobs::get(web, actor, job).await?,
            tab,
            may_write: actor.role.may(Right::JobsWrite),
            may_move: actor.role.may(Right::CandidatesMove),
        })
    }

    /// The address below which the pages stand.
    pub fn address(&self) -> String {
        format!("/jobs/{}/screening", self.job.id)
    }
}
