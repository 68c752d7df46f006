//! `/referrals/network/delete`: deleting all of one's network, once one has said so twice.

use askama::Template;
use axum::extract::State;
use engine::referrals::network;

use super::{NETWORK, people};
use crate::{
    Web,
    failure::Page,
    flash::done,
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "referrals/network/delete.html")]
struct DeletePage {
    shell: Shell,
    total: String,
}

pub(super) async fn ask(State(web): State<Web>, shell: Shell, who: SignedIn) -> Page {
    let all = network::list(&web, &who.actor, "", 0).await?.all;
    Ok(page(&DeletePage { shell: shell.at("referrals"), total: people(all) }))
}

pub(super) async fn delete(State(web): State<Web>, who: SignedIn) -> Page {
    let gone = network::forget_all(&web, &who.actor).await?.people;
    let count = usize::try_from(gone).unwrap_or(usize::MAX);
    Ok(done(NETWORK, &format!("Deleted {}, and all that was found by them.", people(count))))
}
