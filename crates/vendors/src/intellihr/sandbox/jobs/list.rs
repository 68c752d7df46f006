//! `GET jobs`

use std::{borrow::Cow, sync::Arc};

use axum::{Extension, extract::State};
use connect::World;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::{at::at, view};
use crate::intellihr::sandbox::{
    call::Call,
    documents::{entry, in_order, text},
    envelope,
    errors::{Answer, Refusal},
    moments,
    people::{list::changed_within, status},
    query::{Askable, Query},
    references::{is_called, person_fits},
};

const ASKABLE: Askable = Askable {
    filters: &[
        "personId",
        "personName",
        "primaryEmail",
        "employeeNumber",
        "autoIncrementIntellihrId",
        "jobId",
        "jobName",
        "jobNameAsAt",
        "jobStatus",
        "jobEndingWithin",
        "jobEndedWithin",
        "updatedWithin",
        "workType",
        "isPrimaryJob",
        "employmentConditionId",
    ],
    sorts: &["createdAt"],
    others: &[],
};

/// Lists jobs, in the order in which they were made.
pub async fn list(State(world): State<Arc<World>>, Extension(call): Extension<Call>) -> Answer {
    let query = Query::read(&call, &ASKABLE)?;
    let named_at = match query.filter("jobNameAsAt") {
        Some(moment) => moments::read(moment).ok_or_else(|| Refusal::one("jobNameAsAt must be a date."))?,
        None => call.now,
    };
    world.read(|documents| {
        let all = in_order(documents, "jobs").into_iter();
        let look = Look { documents, now: call.now, named_at };
        let mut jobs: Vec<&Value> =
            all.filter(|job| query.passes(|name, value| look.fits(job, name, value))).collect();
        if query.sort.as_ref().is_some_and(|(_, backwards)| *backwards) {
            jobs.reverse();
        }
        Ok(envelope::page(&call, &query, &jobs, |job| view::show(documents, &call, &at(job, call.now))))
    })
}

struct Look<'a> {
    documents: &'a Value,
    now: Timestamp,
    named_at: Timestamp,
}

impl Look<'_> {
    fn fits(&self, job: &Value, name: &str, value: &str) -> bool {
        let person = || &self.documents["people"][text(&job["person"])];
        match name {
            "personId" => job["person"] == value,
            "personName" => is_called(person(), value),
            "primaryEmail" | "employeeNumber" | "autoIncrementIntellihrId" => {
                person_fits(person(), name, value)
            }
            "jobId" => job["id"] == value,
            "jobName" => self.is_named(&at(job, self.named_at), "positionTitle", "position-titles", value),
            // It only says how jobName is meant.
            "jobNameAsAt" => true,
            "jobStatus" => status::of_job(job, self.now) == value,
            "jobEndingWithin" => self.ends(job, value, true),
            "jobEndedWithin" => self.ends(job, value, false),
            "updatedWithin" => changed_within(text(&job["updatedAt"]), value, self.now),
            "workType" => self.is_named(&self.today(job), "workType", "work-types", value),
            "isPrimaryJob" => job["isPrimaryJob"]
                .as_bool()
                .is_some_and(|primary| value == if primary { "true" } else { "false" }),
            _ => self.today(job)["employmentCondition"] == value,
        }
    }

    fn today<'a>(&self, job: &'a Value) -> Cow<'a, Value> {
        at(job, self.now)
    }

    fn is_named(&self, job: &Value, field: &str, list: &str, value: &str) -> bool {
        let found = entry(self.documents, list, text(&job[field]));
        found.is_some_and(|found| text(&found["name"]).eq_ignore_ascii_case(value))
    }

    /// Whether a job ends, or ended, within so many days.
    fn ends(&self, job: &Value, days: &str, ahead: bool) -> bool {
        let Some(end) = moments::read(text(&job["companyEndDate"])) else { return false };
        let Some(days) = days.parse::<i64>().ok().filter(|days| (0..=36_500).contains(days)) else {
            return false;
        };
        let away = if ahead { end.duration_since(self.now) } else { self.now.duration_since(end) };
        !away.is_negative() && away <= SignedDuration::from_hours(24 * days)
    }
}
