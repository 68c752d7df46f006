//! `/sourcing/systems`: the recruiting CRMs that are connected, and the member's request to use one.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
};
use engine::{
    Error,
    sourcing::push::approval::{self, May, Offer},
};
use model::{ConnectionId, access::Right, connection::ConnectionStatus, workspace::WorkspaceKind};
use serde::Deserialize;

use crate::{
    Web,
    access::{Access, Route, get, post},
    failure::{Failure, Page},
    flash,
    pages::integrations::view::Moment,
    session::SignedIn,
    shell::{Shell, page},
};

const USE: Access = Access::May(Right::SourcingUse);

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    vec![get("/sourcing/systems", USE, show), post("/sourcing/systems/{id}/ask", USE, ask)]
}

#[derive(Template)]
#[template(path = "sourcing/approval/systems.html")]
struct Systems {
    shell: Shell,
    systems: Vec<System>,
}

/// A connection as a member sees it.
struct System {
    id: String,
    name: String,
    is_sandbox: bool,
    is_enabled: bool,
    is_set_up: bool,
    may_send: bool,
    may_ask: bool,
    waits: Option<Moment>,
    refused_by: Option<String>,
    never: bool,
}

async fn show(State(web): State<Web>, visitor: SignedIn, shell: Shell) -> Page {
    let offers = approval::offers(&web, &visitor.actor).await?;
    Ok(page(&Systems { shell: shell.at("sourcing"), systems: offers.into_iter().map(system).collect() }))
}

fn system(offer: Offer) -> System {
    let request = offer.request.as_ref();
    System {
        id: offer.connection.id.to_string(),
        is_sandbox: offer.connection.kind == WorkspaceKind::Sandbox,
        is_enabled: offer.connection.status == ConnectionStatus::Enabled,
        is_set_up: offer.is_set_up,
        may_send: offer.may == May::Send,
        may_ask: matches!(offer.may, May::Ask | May::Refused),
        waits: request.filter(|_| offer.may == May::Wait).map(|request| request.asked_at.into()),
        refused_by: request
            .filter(|_| offer.may == May::Refused)
            .map(|request| request.decided_by.clone().unwrap_or_default()),
        never: offer.may == May::Never,
        name: offer.connection.name,
    }
}

/// Why somebody asks.
#[derive(Deserialize)]
struct Wish {
    #[serde(default)]
    reason: String,
}

async fn ask(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<ConnectionId>,
    Form(wish): Form<Wish>,
) -> Page {
    let page = "/sourcing/systems";
    Ok(match approval::ask(&web, &visitor.actor, id, &wish.reason).await {
        Ok(()) => flash::done(page, "Asked. You are connected as soon as an administrator grants it."),
        Err(Error::Conflict(why)) => flash::redirect_with(page, "error", &why),
        Err(error @ Error::Invalid(_)) => flash::redirect_with(page, "error", &error.to_string()),
        Err(error) => return Err(Failure(error)),
    })
}
