//! The links of a referral. A token is shown once and kept as its hash; every one leads to one referral.

use model::WorkspaceId;
pub(super) use store::referrals::link::Purpose;
use store::{
    Conn, Tx,
    referrals::{link, referral},
};

use super::Referral;
use crate::{
    App,
    error::{Error, Result},
    people::token,
};

/// Makes a link and gives its whole address.
pub(super) async fn make(app: &App, tx: &Tx, one: &Referral, purpose: Purpose) -> Result<String> {
    let token = app.dice.token();
    link::insert(tx, one.workspace, one.id, purpose, &token::hash(&token), app.now()).await?;
    Ok(app.public.link(&path(purpose, &token)))
}

/// The page behind a link.
fn path(purpose: Purpose, token: &str) -> String {
    match purpose {
        Purpose::Answer => format!("/answer/{token}"),
        Purpose::Invite => format!("/referred/{token}"),
    }
}

/// The referral that a link leads to.
///
/// # Errors
/// [`Error::NotFound`] where it leads nowhere.
pub(super) async fn find(conn: &impl Conn, token: &str, purpose: Purpose) -> Result<(WorkspaceId, Referral)> {
    const NOWHERE: Error = Error::NotFound("page");
    let (space, id) = link::find(conn, &token::hash(token), purpose).await?.ok_or(NOWHERE)?;
    let one = referral::get(conn, space, id).await?.ok_or(NOWHERE)?;
    Ok((space, one))
}
