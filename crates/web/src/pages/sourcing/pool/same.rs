//! `/sourcing/same`: two profiles that may be one person; somebody says.

use askama::Template;
use axum::extract::{Path, State};
use axum_extra::extract::Form;
use engine::sourcing::pool::merge::{self, Asked};
use model::PoolQuestionId;
use serde::Deserialize;

use crate::{
    Web,
    failure::Page,
    flash,
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "sourcing/pool/same.html")]
struct SamePage {
    shell: Shell,
    questions: Vec<Asked>,
}

pub(super) async fn show(State(web): State<Web>, visitor: SignedIn, shell: Shell) -> Page {
    let questions = merge::questions(&web, &visitor.actor).await?;
    Ok(page(&SamePage { shell: shell.at("sourcing"), questions }))
}

/// What somebody says.
#[derive(Deserialize)]
pub(super) struct Said {
    same: bool,
}

pub(super) async fn answer(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<PoolQuestionId>,
    Form(said): Form<Said>,
) -> Page {
    merge::answer(&web, &visitor.actor, id, said.same).await?;
    let told =
        if said.same { "They are one profile now." } else { "They stay two, and are not asked about again." };
    Ok(flash::done("/sourcing/same", told))
}
