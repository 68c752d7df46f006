//! What an employee does with a referral: answer, introduce, take the link, take it back.

use axum::{
    Form,
    extract::{Path, State},
};
use engine::{
    Error,
    referrals::{answer::answer, introduce, refer},
};
use model::{
    ReferralId,
    referral::{Answer, Channel, Template},
};
use serde::Deserialize;

use super::show::{Came, draw};
use crate::{
    Web,
    failure::Page,
    flash::{done, redirect_with},
    pages::people::problems::Problems,
    session::SignedIn,
    shell::Shell,
};

fn at(id: ReferralId) -> String {
    format!("/referrals/{id}")
}

#[derive(Deserialize)]
pub(super) struct Said {
    answer: String,
}

pub(super) async fn answered(
    State(web): State<Web>,
    who: SignedIn,
    Path(id): Path<ReferralId>,
    Form(said): Form<Said>,
) -> Page {
    let said = Answer::parse(&said.answer).ok_or(Error::NotFound("answer"))?;
    let by = who.actor.user.ok_or(Error::NotFound("request"))?;
    match answer(&web, id, said, by, Channel::Page).await {
        Ok(answered) => Ok(done(&at(id), &answered.sentence)),
        Err(Error::Conflict(sentence)) => Ok(redirect_with(&at(id), "error", &sentence)),
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
pub(super) struct Words {
    subject: String,
    body: String,
}

pub(super) async fn introduce(
    State(web): State<Web>,
    who: SignedIn,
    shell: Shell,
    Path(id): Path<ReferralId>,
    Form(typed): Form<Words>,
) -> Page {
    let words = Template { subject: typed.subject, body: typed.body.replace("\r\n", "\n") };
    match introduce::send(&web, &who.actor, id, &words).await {
        Ok(()) => Ok(done(&at(id), "Your introduction is on its way.")),
        Err(Error::Conflict(sentence)) => Ok(redirect_with(&at(id), "error", &sentence)),
        Err(error @ Error::Invalid(_)) => {
            let problems = Some(Problems::from_error(error)?);
            draw(&web, &who, shell, id, Came { problems, words: Some(words), link: None }).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The link is shown this once: only its hash is kept.
pub(super) async fn link(
    State(web): State<Web>,
    who: SignedIn,
    shell: Shell,
    Path(id): Path<ReferralId>,
) -> Page {
    match introduce::take_link(&web, &who.actor, id).await {
        Ok(link) => draw(&web, &who, shell, id, Came { link: Some(link), ..Came::default() }).await,
        Err(Error::Conflict(sentence)) => Ok(redirect_with(&at(id), "error", &sentence)),
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn withdrawn(State(web): State<Web>, who: SignedIn, Path(id): Path<ReferralId>) -> Page {
    match refer::withdraw(&web, &who.actor, id).await {
        Ok(()) => Ok(done(&at(id), "Taken back.")),
        Err(Error::Conflict(sentence)) => Ok(redirect_with(&at(id), "error", &sentence)),
        Err(error) => Err(error.into()),
    }
}
