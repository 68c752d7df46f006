//! One candidate's application to one job, and the offer made for it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{ApplicationId, CandidateId, JobId, StageId};

/// One candidate's application to one job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// Its identifier.
    pub id: ApplicationId,
    /// Who applied.
    pub candidate: CandidateId,
    /// For what.
    pub job: JobId,
    /// Where it stands.
    pub stage: StageId,
    /// What was offered; empty before an offer.
    pub offer: Offer,
}

/// What was offered, and so what an HR system has to know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Offer {
    /// First day of work.
    pub start_date: Option<Date>,
    /// The title in the contract, where it differs from the job's.
    pub job_title: String,
    /// Pay for each period, as a plain decimal number.
    pub salary: String,
    /// ISO 4217 code.
    pub currency: String,
    /// What the pay is for: "Year", "Hour", …
    pub pay_period: String,
    /// For example "Salary" or "Hourly".
    pub pay_type: String,
    /// Who the person will report to.
    pub manager: String,
}
