//! `POST /jobs/{id}/screening/qualify`: several people at once, with a reason where the score says something else.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};
use engine::{
    Error,
    screening::{decide, list},
};
use model::{ApplicationId, JobId, screening::Standing};

use super::{head::Head, words};
use crate::{
    Web,
    failure::Page,
    flash::{done, redirect_with},
    pages::{numbers::counted, people::sign_in::local},
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "screening/qualify.html")]
struct QualifyPage {
    shell: Shell,
    head: Head,
    people: Vec<Chosen>,
    threshold: u8,
    reason: String,
    problem: Option<String>,
    back: String,
}

/// One of those who were chosen.
struct Chosen {
    application: ApplicationId,
    name: String,
    points: Option<u8>,
    standing: (&'static str, &'static str),
    /// Whether the score says something else.
    against: bool,
}

fn value<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

pub(super) async fn qualify(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(job): Path<JobId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    let back = match value(&pairs, "back") {
        "" => format!("/jobs/{job}/screening"),
        back => local(back),
    };
    let ids: Vec<ApplicationId> =
        pairs.iter().filter(|(name, _)| name == "id").filter_map(|(_, id)| id.parse().ok()).collect();
    if ids.is_empty() {
        return Ok(redirect_with(&back, "info", "Tick the people first."));
    }
    let (actor, reason) = (&visitor.actor, value(&pairs, "reason"));
    match decide::bulk_qualify(&web, actor, &ids, reason).await {
        Ok(()) => {
            Ok(done(&back, &format!("Kept: {} qualified.", counted(ids.len() as u64, "person", "people"))))
        }
        Err(Error::Invalid(problems)) => {
            let mut people = Vec::new();
            let mut threshold = 0;
            for id in ids {
                let shown = list::get(&web, actor, id).await?;
                threshold = shown.threshold.0;
                people.push(Chosen {
                    application: id,
                    name: shown.candidate.profile.full_name(),
                    points: shown.result.score.as_ref().and_then(|score| score.points),
                    standing: words::standing(shown.standing),
                    against: shown.standing == Standing::NotQualified,
                });
            }
            let drawn = QualifyPage {
                shell: shell.at("jobs"),
                head: Head::of(&web, actor, job, "people").await?,
                people,
                threshold,
                reason: reason.to_owned(),
                problem: problems.into_iter().next().map(|problem| problem.message),
                back,
            };
            Ok(page_with(StatusCode::UNPROCESSABLE_ENTITY, &drawn))
        }
        Err(error) => Err(error.into()),
    }
}
