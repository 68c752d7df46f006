//! `/settings/screening`: what holds for every job.

use askama::Template;
use axum::{Form, extract::State, http::StatusCode};
use engine::{
    Actor,
    screening::{Organisation, threshold},
};
use model::screening::Threshold;
use serde::Deserialize;

use crate::{
    Web,
    failure::Page,
    flash::done,
    pages::{numbers::counted, people::problems::Problems},
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "screening/organisation.html")]
struct OrganisationPage {
    shell: Shell,
    threshold: String,
    leave_out_internal: bool,
    problems: Problems,
}

/// The form as it was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    threshold: String,
    leave_out_internal: bool,
}

async fn draw(web: &Web, actor: &Actor, shell: Shell, typed: Option<Typed>, problems: Problems) -> Page {
    let kept = threshold::organisation(web, actor).await?;
    let kept =
        || Typed { threshold: kept.threshold.0.to_string(), leave_out_internal: kept.leave_out_internal };
    let Typed { threshold, leave_out_internal } = typed.unwrap_or_else(kept);
    let status = if problems.pairs().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shell = shell.at("settings");
    Ok(page_with(status, &OrganisationPage { shell, threshold, leave_out_internal, problems }))
}

pub(super) async fn show(State(web): State<Web>, visitor: SignedIn, shell: Shell) -> Page {
    draw(&web, &visitor.actor, shell, None, Problems::default()).await
}

pub(super) async fn save(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Form(typed): Form<Typed>,
) -> Page {
    // What is no number is refused by the engine in its own words.
    let points = typed.threshold.trim().parse().unwrap_or(u8::MAX);
    let wanted = Organisation { threshold: Threshold(points), leave_out_internal: typed.leave_out_internal };
    match threshold::set_organisation(&web, &visitor.actor, wanted).await {
        Ok(0) => Ok(done("/settings/screening", "Saved.")),
        Ok(moved) => {
            let moved = counted(moved, "person stands", "people stand");
            Ok(done("/settings/screening", &format!("Saved. {moved} elsewhere now.")))
        }
        Err(error) => {
            let problems = Problems::from_error(error)?;
            draw(&web, &visitor.actor, shell, Some(typed), problems).await
        }
    }
}
