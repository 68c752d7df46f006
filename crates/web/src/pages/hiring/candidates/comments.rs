//! Comments on a candidate.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};
use engine::hiring::comments;
use model::{CandidateId, CommentId};
use serde::Deserialize;

use super::profile::{Brought, draw};
use crate::{
    Web,
    failure::Page,
    flash::done,
    pages::people::problems::Problems,
    session::SignedIn,
    shell::{Shell, page, page_with},
};

/// What was said.
#[derive(Deserialize)]
pub(super) struct Typed {
    text: String,
}

#[derive(Template)]
#[template(path = "hiring/candidates/comment.html")]
struct CommentPage {
    shell: Shell,
    id: CommentId,
    candidate: CandidateId,
    said: String,
    problems: Problems,
}

pub(super) async fn add(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<CandidateId>,
    Form(typed): Form<Typed>,
) -> Page {
    match comments::add(&web, &visitor.actor, id, &typed.text).await {
        Ok(_) => Ok(done(&format!("/candidates/{id}"), "Your comment is there.")),
        Err(error) if !error.problems().is_empty() => {
            let brought =
                Brought { comment: typed.text, problems: error.problems().to_vec(), ..Brought::default() };
            draw(&web, &visitor, shell, id, brought).await
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<CommentId>,
) -> Page {
    let own = comments::get_own(&web, &visitor.actor, id).await?;
    let shell = shell.at("candidates");
    let problems = Problems::default();
    Ok(page(&CommentPage { shell, id, candidate: own.candidate, said: own.text, problems }))
}

pub(super) async fn save(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<CommentId>,
    Form(typed): Form<Typed>,
) -> Page {
    match comments::edit(&web, &visitor.actor, id, &typed.text).await {
        Ok(candidate) => Ok(done(&format!("/candidates/{candidate}"), "Your comment is changed.")),
        Err(error) => {
            let problems = Problems::from_error(error)?;
            let candidate = comments::get_own(&web, &visitor.actor, id).await?.candidate;
            let shell = shell.at("candidates");
            let page = CommentPage { shell, id, candidate, said: typed.text, problems };
            Ok(page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}

pub(super) async fn delete(State(web): State<Web>, visitor: SignedIn, Path(id): Path<CommentId>) -> Page {
    let candidate = comments::delete(&web, &visitor.actor, id).await?;
    Ok(done(&format!("/candidates/{candidate}"), "Your comment is gone."))
}
