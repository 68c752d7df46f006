//! What a recruiter does where a person's way into the job waits.

use axum::{
    Form,
    extract::{Path, State},
};
use engine::{Error, referrals::deliver::act};
use model::{ReferralId, referral::Person};

use super::show::{Came, draw};
use crate::{
    Web,
    failure::Page,
    flash::{done, redirect_with},
    pages::people::problems::Problems,
    session::SignedIn,
    shell::Shell,
};

fn went(id: ReferralId, outcome: Result<(), Error>, words: &str) -> Page {
    let at = format!("/referrals/{id}");
    match outcome {
        Ok(()) => Ok(done(&at, words)),
        Err(Error::Conflict(sentence)) => Ok(redirect_with(&at, "error", &sentence)),
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn retry(State(web): State<Web>, who: SignedIn, Path(id): Path<ReferralId>) -> Page {
    went(id, act::retry(&web, &who.actor, id).await, "It is tried again now.")
}

pub(super) async fn by_hand(State(web): State<Web>, who: SignedIn, Path(id): Path<ReferralId>) -> Page {
    went(id, act::by_hand(&web, &who.actor, id).await, "Nothing more is sent.")
}

pub(super) async fn correct(
    State(web): State<Web>,
    who: SignedIn,
    shell: Shell,
    Path(id): Path<ReferralId>,
    Form(person): Form<Person>,
) -> Page {
    match act::correct(&web, &who.actor, id, &person).await {
        Err(error @ Error::Invalid(_)) => {
            let problems = Some(Problems::from_error(error)?.renamed("name", "first_name"));
            draw(&web, &who, shell, id, Came { problems, ..Came::default() }).await
        }
        outcome => went(id, outcome, "Corrected, and tried again now."),
    }
}
