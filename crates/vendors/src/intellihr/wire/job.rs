//! Jobs and their pay.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value};

use super::{ById, CustomBodies, CustomValues, Reference};

/// A job as answers show it, as it is at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Job {
    /// The identifier, a UUID.
    pub id: String,
    /// Whose job it is.
    #[serde(default)]
    pub person: Option<Reference>,
    /// The position title's name.
    #[serde(default)]
    pub name: String,
    /// The position title. Not in the older of the two documents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position_title: Option<Reference>,
    /// The first day, as an instant.
    pub company_start_date: String,
    /// The day after the last, as an instant.
    #[serde(default)]
    pub company_end_date: Option<String>,
    /// `Past Job`, `Current Job`, `Ending Job` or `Future Job`.
    #[serde(default)]
    pub job_status: String,
    /// The legal entity.
    #[serde(default)]
    pub business_entity: Option<Reference>,
    /// The unit.
    #[serde(default)]
    pub business_unit: Option<Reference>,
    /// The location.
    #[serde(default)]
    pub location: Option<Reference>,
    /// The pay grade.
    #[serde(default)]
    pub pay_grade: Option<Reference>,
    /// The supervisor.
    #[serde(default)]
    pub supervisor_person: Option<Reference>,
    /// The work class's name: answers show no identifier.
    #[serde(default)]
    pub work_class: Option<String>,
    /// The work type's name: answers show no identifier.
    #[serde(default)]
    pub work_type: Option<String>,
    /// Full-time equivalent, a number.
    #[serde(default)]
    pub fte: Option<Number>,
    /// Under which conditions the person is paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employment_condition: Option<Reference>,
    /// What is paid.
    #[serde(default)]
    pub remuneration_schedule: Option<Pay>,
    /// Where the person came from.
    #[serde(default)]
    pub recruitment: Option<Recruitment>,
    /// The company's own fields.
    #[serde(default)]
    pub custom_fields: CustomValues,
    /// What is not used here.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// What is paid, as answers show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Pay {
    /// `Annual Salary`, `Hourly Rate` or `No Remuneration Schedule`.
    #[serde(rename = "type", default)]
    pub kind: Option<String>,
    /// A year's pay; an estimate for an hourly rate.
    #[serde(default)]
    pub base_annual_salary: Option<Number>,
    /// An hour's pay; an estimate for a salary.
    #[serde(default)]
    pub base_hourly_rate: Option<Number>,
    /// ISO 4217.
    #[serde(default)]
    pub currency: Option<String>,
    /// Hours in a cycle; 0 for as many as it takes.
    #[serde(default)]
    pub hours_per_cycle: Option<Number>,
    /// `Weekly`, `Fortnightly`, `Monthly` or `Bi-Monthly`.
    #[serde(default)]
    pub pay_cycle: Option<String>,
    /// Under which conditions the person is paid.
    #[serde(default)]
    pub employment_condition: Option<Reference>,
    /// What is not used here.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// Where a person came from, as answers show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recruitment {
    /// The source.
    #[serde(default)]
    pub source: Option<Reference>,
    /// What it cost.
    #[serde(default)]
    pub cost: Option<Number>,
    /// ISO 4217.
    #[serde(default)]
    pub currency: Option<String>,
}

/// The body of `POST jobs` and `PATCH jobs/{id}`. What is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct JobBody {
    /// Whose job it is; for a new one only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<ById>,
    /// The first day, as an instant with the company's offset; for a new one only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company_start_date: Option<String>,
    /// From when a change counts: `null` for the job's start. Required for a change, absent for a new job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_from: Option<Value>,
    /// The position title's name. One that is not there yet would be made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The legal entity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_entity: Option<ById>,
    /// The unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_unit: Option<ById>,
    /// The work class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_class: Option<ById>,
    /// The location.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<ById>,
    /// The supervisor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supervisor_person: Option<ById>,
    /// The pay grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_grade: Option<ById>,
    /// Full-time equivalent; a text here, though a number in answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fte: Option<String>,
    /// What is paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remuneration_schedule: Option<PayBody>,
    /// Where the person came from; for a new one only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recruitment: Option<RecruitmentBody>,
    /// The company's own fields.
    #[serde(default, skip_serializing_if = "CustomBodies::is_empty")]
    pub custom_fields: CustomBodies,
}

/// What is paid, as a request gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PayBody {
    /// `Annual Salary` or `Hourly Rate`.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Required.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_cycle: Option<String>,
    /// Required.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_per_cycle: Option<Number>,
    /// ISO 4217.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Required for a salary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_annual_salary: Option<Number>,
    /// Required for an hourly rate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_hourly_rate: Option<Number>,
    /// Under which conditions the person is paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employment_condition: Option<ById>,
}

/// Where a person came from, as a request gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecruitmentBody {
    /// The source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<ById>,
    /// What it cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Number>,
    /// ISO 4217.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
}
