//! Users, who can be credited for a referral.

use connect::{Outcome, Receipt, error::Result};
use model::{contact::normal_email, newcomer::NewUser};

use crate::greenhouse::{
    receipt::{receipt, refused},
    v1::{
        client::{Client, pair},
        page,
        wire::Numbered,
    },
};

/// The user with that address, be it the primary one or another.
pub async fn find(client: &Client<'_>, email: &str) -> Result<Option<String>> {
    let Some(email) = normal_email(email) else { return Ok(None) };
    for reply in page::only(client, "look for a user", "users", vec![pair("email", email)]).await? {
        if let Some(user) = reply.json::<Vec<Numbered>>()?.first() {
            return Ok(Some(user.id.to_string()));
        }
    }
    Ok(None)
}

/// Makes the user, where none has the address.
pub async fn add(client: &Client<'_>, user: &NewUser) -> Result<Receipt> {
    if normal_email(&user.email).is_none() {
        return Err(refused("email", "This is no e-mail address."));
    }
    if let Some(id) = find(client, &user.email).await? {
        return Ok(receipt(id, Outcome::AlreadyThere));
    }
    let made: Numbered = client.add_user(user).await?.json()?;
    Ok(receipt(made.id, Outcome::Created))
}
