//! `/applications/{id}/offer`: what was offered, which an HR system has to know.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};
use engine::{
    hiring::offer::{Offered, TypedOffer, get_offer, set_offer},
    sync::origin::{Origin, origin},
};
use model::{ApplicationId, remote::RecordKind};
use serde::Deserialize;

use crate::{
    Web,
    failure::Page,
    flash::done,
    pages::people::problems::Problems,
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "hiring/jobs/offer.html")]
struct OfferPage {
    shell: Shell,
    candidate: String,
    address: String,
    job: String,
    /// The system that this application is edited in.
    home: Option<Origin>,
    typed: TypedOffer,
    problems: Problems,
}

/// The form as it was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    start_date: String,
    job_title: String,
    salary: String,
    currency: String,
    pay_period: String,
    pay_type: String,
    manager: String,
}

impl From<Typed> for TypedOffer {
    fn from(typed: Typed) -> Self {
        let Typed { start_date, job_title, salary, currency, pay_period, pay_type, manager } = typed;
        Self { start_date, job_title, salary, currency, pay_period, pay_type, manager }
    }
}

async fn draw(
    web: &Web,
    visitor: &SignedIn,
    shell: Shell,
    of: &Offered,
    typed: TypedOffer,
    problems: Option<Problems>,
) -> Page {
    let id = of.application.id.into();
    let home = origin(web, &visitor.actor, RecordKind::Application, &[id]).await?.remove(&id);
    let status = problems.as_ref().map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    let drawn = OfferPage {
        shell: shell.at("candidates"),
        candidate: of.candidate.clone(),
        address: format!("/candidates/{}", of.application.candidate),
        job: of.job.clone(),
        home: home.filter(|home| !home.gone),
        typed,
        problems: problems.unwrap_or_default(),
    };
    Ok(page_with(status, &drawn))
}

pub(super) async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ApplicationId>,
) -> Page {
    let of = get_offer(&web, &visitor.actor, id).await?;
    draw(&web, &visitor, shell, &of, of.application.offer.clone().into(), None).await
}

pub(super) async fn save(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ApplicationId>,
    Form(typed): Form<Typed>,
) -> Page {
    let of = get_offer(&web, &visitor.actor, id).await?;
    let typed = TypedOffer::from(typed);
    match set_offer(&web, &visitor.actor, id, &typed).await {
        Ok(()) => Ok(done(&format!("/candidates/{}", of.application.candidate), "The offer is saved.")),
        Err(error) => draw(&web, &visitor, shell, &of, typed, Some(Problems::from_error(error)?)).await,
    }
}
