//! Users, who can be credited for a referral.

use connect::{Outcome, Receipt, error::Result};
use model::{contact::normal_email, newcomer::NewUser};

use crate::greenhouse::{
    receipt::{receipt, refused},
    v3::{
        client::{Client, Filter},
        page,
        wire::Numbered,
    },
};

/// The user with that primary address. v3 looks users up by no other one, and may tell large letters from small ones.
pub async fn find(client: &Client<'_>, email: &str) -> Result<Option<String>> {
    let written = email.trim().to_owned();
    let Some(small) = normal_email(&written) else { return Ok(None) };
    let both = [small.clone(), written];
    for email in both.iter().take(if both[1] == small { 1 } else { 2 }) {
        let filter = Filter::all().and("primary_email", email);
        for reply in page::every(client, "look for a user", "users", filter).await? {
            if let Some(user) = reply.json::<Vec<Numbered>>()?.first() {
                return Ok(Some(user.id.to_string()));
            }
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
