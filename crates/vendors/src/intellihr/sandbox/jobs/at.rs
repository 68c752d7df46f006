//! A job as it is at a moment: what it was made with, and the changes that are in force then.

use std::borrow::Cow;

use jiff::Timestamp;
use serde_json::Value;

use crate::intellihr::sandbox::{
    documents::{array, text},
    moments,
};

/// The job at a moment.
pub fn at(job: &Value, moment: Timestamp) -> Cow<'_, Value> {
    let mut in_force = array(&job["changes"]).iter().filter(|change| is_in_force(change, moment)).peekable();
    if in_force.peek().is_none() {
        return Cow::Borrowed(job);
    }
    let mut job = job.clone();
    for change in in_force.cloned().collect::<Vec<_>>() {
        for (name, value) in change["set"].as_object().into_iter().flatten() {
            job[name] = value.clone();
        }
    }
    Cow::Owned(job)
}

fn is_in_force(change: &Value, moment: Timestamp) -> bool {
    let from = moments::read(text(&change["effectiveFrom"]));
    let to = moments::read(text(&change["effectiveTo"]));
    from.is_some_and(|from| from <= moment) && to.is_none_or(|to| moment < to)
}
