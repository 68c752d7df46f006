//! `/candidates/new` and `/candidates/{id}/edit`.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};
use engine::{
    Error,
    hiring::{add_candidate::add_candidate, edit_candidate, list_candidates},
    sync::origin::{Origin, origin},
};
use model::{CandidateId, candidate::Profile, remote::RecordKind};

use super::typed::Typed;
use crate::{
    Web,
    failure::Page,
    flash::done,
    pages::people::problems::Problems,
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "hiring/candidates/edit.html")]
struct EditPage {
    shell: Shell,
    /// The candidate's address and name; none for a new one.
    of: Option<(String, String)>,
    /// The system that this person is edited in.
    home: Option<Origin>,
    sources: Vec<String>,
    typed: Typed,
    problems: Problems,
}

async fn draw(
    web: &Web,
    visitor: &SignedIn,
    shell: Shell,
    of: Option<CandidateId>,
    typed: Typed,
    problems: Problems,
) -> Page {
    let home = match of {
        Some(id) => {
            origin(web, &visitor.actor, RecordKind::Candidate, &[id.into()]).await?.remove(&id.into())
        }
        None => None,
    };
    let home = home.filter(|home| !home.gone);
    let of = match of {
        Some(id) => {
            let kept = edit_candidate::get(web, &visitor.actor, id).await?;
            Some((format!("/candidates/{id}"), kept.profile.full_name()))
        }
        None => None,
    };
    let status = if problems.pairs().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let sources = list_candidates::sources(web, &visitor.actor).await?;
    Ok(page_with(status, &EditPage { shell: shell.at("candidates"), of, home, sources, typed, problems }))
}

/// The profile that was typed, or all that is wrong with it together.
fn read(typed: &Typed) -> Result<Profile, Error> {
    let (profile, wrong) = typed.read();
    match wrong {
        None => Ok(profile),
        Some(problem) => Err(Error::Invalid(vec![problem])),
    }
}

pub(super) async fn new(State(web): State<Web>, visitor: SignedIn, shell: Shell) -> Page {
    draw(&web, &visitor, shell, None, Typed::default(), Problems::default()).await
}

pub(super) async fn add(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Form(typed): Form<Typed>,
) -> Page {
    let added = match read(&typed) {
        Ok(profile) => add_candidate(&web, &visitor.actor, &profile).await,
        Err(error) => Err(error),
    };
    match added {
        Ok(id) => Ok(done(&format!("/candidates/{id}"), "Added. Put them forward for a job next.")),
        Err(error) => draw(&web, &visitor, shell, None, typed, Problems::from_error(error)?).await,
    }
}

pub(super) async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<CandidateId>,
) -> Page {
    let kept = edit_candidate::get(&web, &visitor.actor, id).await?;
    draw(&web, &visitor, shell, Some(id), kept.profile.into(), Problems::default()).await
}

pub(super) async fn save(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<CandidateId>,
    Form(typed): Form<Typed>,
) -> Page {
    let saved = match read(&typed) {
        Ok(profile) => edit_candidate::edit_candidate(&web, &visitor.actor, id, &profile).await,
        Err(error) => Err(error),
    };
    match saved {
        Ok(()) => Ok(done(&format!("/candidates/{id}"), "Saved.")),
        Err(error) => draw(&web, &visitor, shell, Some(id), typed, Problems::from_error(error)?).await,
    }
}
