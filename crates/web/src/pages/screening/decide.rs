//! What people decide on one application, or on several at once.

use axum::{
    Form,
    extract::{Path, State},
};
use engine::{
    Error,
    screening::{decide, list, opt_out},
};
use model::{ApplicationId, screening::Standing};
use serde::Deserialize;

use super::{
    person::{Brought, draw},
    words,
};
use crate::{
    Web,
    failure::{Failure, Page},
    flash::done,
    pages::people::sign_in::local,
    session::SignedIn,
    shell::Shell,
};

/// What was decided, why, and where the form stands.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    standing: String,
    reason: String,
    back: String,
}

/// Keeps a person's word. Where the score says something else and no reason is given, the person's page asks for it.
pub(super) async fn decide(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ApplicationId>,
    Form(said): Form<Said>,
) -> Page {
    let Some(standing) = Standing::parse(&said.standing) else {
        return Err(Failure(Error::field("standing", "Say that somebody qualifies or that they do not.")));
    };
    match decide::decide(&web, &visitor.actor, id, standing, &said.reason).await {
        Ok(()) => {
            let words = words::standing(standing).1;
            Ok(done(&way_back(id, &said.back), &format!("Kept: {}.", words.to_lowercase())))
        }
        Err(Error::Invalid(problems)) => {
            let problem = problems.first().map(|problem| problem.message.clone());
            let brought = Brought { reason: said.reason, problem, back: said.back };
            draw(&web, &visitor.actor, shell, id, brought).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The list that somebody came from, else the person's page.
fn way_back(id: ApplicationId, back: &str) -> String {
    if back.is_empty() { format!("/applications/{id}/screening") } else { local(back) }
}

/// Takes a person's word back.
pub(super) async fn reopen(State(web): State<Web>, visitor: SignedIn, Path(id): Path<ApplicationId>) -> Page {
    decide::reopen(&web, &visitor.actor, id).await?;
    Ok(done(&way_back(id, ""), "Taken back. It stands where its score says again."))
}

/// Takes the person out of screening.
pub(super) async fn opt_out(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<ApplicationId>,
) -> Page {
    let person = list::get(&web, &visitor.actor, id).await?.candidate.id;
    opt_out::opt_out(&web, &visitor.actor, person).await?;
    Ok(done(&way_back(id, ""), "They are not screened any more. Their scores are forgotten."))
}

/// Lets the person be screened again.
pub(super) async fn opt_in(State(web): State<Web>, visitor: SignedIn, Path(id): Path<ApplicationId>) -> Page {
    let person = list::get(&web, &visitor.actor, id).await?.candidate.id;
    opt_out::opt_in(&web, &visitor.actor, person).await?;
    Ok(done(&way_back(id, ""), "They may be screened again."))
}
