//! `/applications/{id}/voluntary`: the link by which one applicant answers. It is shown once, when it is made.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::HeaderMap,
};
use engine::{
    hiring::jobs,
    screening::{
        list::get,
        voluntary::{self, Link},
    },
};
use model::{ApplicationId, access::Right};
use secrecy::ExposeSecret;
use serde::Deserialize;

use crate::{
    Web,
    failure::Page,
    flash::done,
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "fairness/link.html")]
struct LinkPage {
    shell: Shell,
    candidate: String,
    candidate_address: String,
    job: String,
    has_email: bool,
    asks: bool,
    may_write: bool,
    may_choose: bool,
    link: Option<Link>,
    /// The link that was made just now.
    new: Option<String>,
}

async fn draw(web: &Web, shell: Shell, who: &SignedIn, id: ApplicationId, new: Option<String>) -> Page {
    let actor = &who.actor;
    let of = get(web, actor, id).await?;
    Ok(page(&LinkPage {
        shell: shell.at("candidates"),
        candidate: of.candidate.profile.full_name(),
        candidate_address: format!("/candidates/{}", of.candidate.id),
        has_email: of.candidate.profile.email.contains('@'),
        job: jobs::get(web, actor, of.application.job).await?.title,
        asks: !voluntary::questions(web, actor).await?.is_empty(),
        may_write: actor.role.may(Right::CandidatesWrite),
        may_choose: actor.role.may(Right::WorkspaceManage),
        link: voluntary::link_of(web, actor, id).await?,
        new,
    }))
}

pub(super) async fn show(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Path(id): Path<ApplicationId>,
) -> Page {
    draw(&web, shell, &who, id, None).await
}

/// How the link is to reach the applicant.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Way {
    letter: String,
}

pub(super) async fn make(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Path(id): Path<ApplicationId>,
    headers: HeaderMap,
    Form(way): Form<Way>,
) -> Page {
    if !way.letter.is_empty() {
        voluntary::write(&web, &who.actor, id).await?;
        return Ok(done(&format!("/applications/{id}/voluntary"), "The letter with the link is on its way."));
    }
    let token = voluntary::make_link(&web, &who.actor, id).await?;
    let link = format!("{}/about-you/{}", web.here(&headers), token.expose_secret());
    draw(&web, shell, &who, id, Some(link)).await
}
