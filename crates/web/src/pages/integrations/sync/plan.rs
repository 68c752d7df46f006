//! How a connection is kept in step: the form of the plan.

use axum::{
    Form,
    extract::{Path, State},
};
use engine::{
    Error,
    sync::{
        configure::{Settings, configure},
        overview::Overview,
    },
};
use model::ConnectionId;
use serde::Deserialize;

use super::page::draw;
use crate::{
    Web,
    failure::{Failure, Page},
    flash,
    pages::integrations::view::problem_at,
    session::SignedIn,
    shell::Shell,
};

/// What the list offers, in minutes.
const EVERY: [(u32, &str); 7] = [
    (5, "Every 5 minutes"),
    (15, "Every 15 minutes"),
    (30, "Every half hour"),
    (60, "Every hour"),
    (240, "Every 4 hours"),
    (720, "Every 12 hours"),
    (1440, "Once a day"),
];

/// What was typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    every_minutes: String,
    share_percent: String,
    full_hour: String,
    take_files: Option<String>,
    reference_field: String,
}

impl Typed {
    /// The settings; a number that is none becomes one that the engine refuses at its field.
    fn settings(&self) -> Settings {
        let number = |text: &str| text.trim().parse().unwrap_or(u32::MAX);
        Settings {
            every_minutes: number(&self.every_minutes),
            share_percent: number(&self.share_percent),
            full_hour: number(&self.full_hour),
            take_files: self.take_files.is_some(),
            reference_field: Some(self.reference_field.clone()).filter(|field| !field.is_empty()),
        }
    }

    fn kept(found: &Overview) -> Self {
        let plan = &found.plan;
        Self {
            every_minutes: plan.every_minutes.to_string(),
            share_percent: plan.share_percent.to_string(),
            full_hour: plan.full_hour.to_string(),
            take_files: plan.take_files.then(String::new),
            reference_field: plan.reference_field.clone().unwrap_or_default(),
        }
    }
}

/// The plan as its form shows it.
pub struct PlanView {
    pub every: Vec<(String, String, bool)>,
    pub hours: Vec<(u32, bool)>,
    pub share_percent: String,
    pub take_files: bool,
    pub fields: Vec<(String, String, bool)>,
    pub errors: Vec<(String, String)>,
    error: Option<Error>,
}

impl PlanView {
    /// The plan as it is kept, or as it was typed and why it was not accepted.
    pub fn of(found: &Overview, typed: Option<(Typed, Error)>) -> Self {
        let (shown, error) = match typed {
            Some((typed, error)) => (typed, Some(error)),
            None => (Typed::kept(found), None),
        };
        let chosen = shown.every_minutes.trim().to_owned();
        let mut every: Vec<_> = EVERY
            .iter()
            .map(|(minutes, label)| (minutes.to_string(), (*label).to_owned(), minutes.to_string() == chosen))
            .collect();
        if every.iter().all(|(_, _, is_chosen)| !is_chosen) {
            every.push((chosen.clone(), format!("Every {chosen} minutes"), true));
        }
        let problems = error.as_ref().map(Error::problems).unwrap_or_default();
        Self {
            every,
            hours: (0..24).map(|hour| (hour, hour.to_string() == shown.full_hour.trim())).collect(),
            take_files: shown.take_files.is_some(),
            fields: found
                .reference_fields
                .iter()
                .map(|(id, name)| (id.clone(), name.clone(), *id == shown.reference_field))
                .collect(),
            share_percent: shown.share_percent,
            errors: problems.iter().map(|problem| (problem.field.clone(), problem.message.clone())).collect(),
            error,
        }
    }

    /// The sentence at one field, where there is one.
    pub fn problem(&self, field: &str) -> Option<String> {
        self.error.as_ref().and_then(|error| problem_at(error, field))
    }
}

/// Keeps the plan.
pub async fn save(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ConnectionId>,
    Form(typed): Form<Typed>,
) -> Page {
    match configure(&web, &visitor.actor, id, &typed.settings()).await {
        Ok(()) => Ok(flash::done(&format!("/settings/integrations/{id}/sync"), "Saved.")),
        Err(error @ Error::Invalid(_)) => draw(&web, &visitor, shell, id, Some((typed, error))).await,
        Err(error) => Err(Failure(error)),
    }
}
