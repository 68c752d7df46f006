//! The company that hires: who works here is nobody to be found.

use std::collections::HashSet;

use model::{UserId, WorkspaceId, contact::normal_email, network::Contact};
use store::{Conn, people::user, workspace};

use super::fit::firm;
use crate::{Result, error::Error};

/// The company and its people.
pub(super) struct House {
    firm: String,
    emails: HashSet<String>,
    /// Those who can sign in.
    pub active: HashSet<UserId>,
}

impl House {
    pub async fn of(conn: &impl Conn, id: WorkspaceId) -> Result<Self> {
        let space = workspace::get(conn, id).await?.ok_or(Error::NotFound("workspace"))?;
        let users = user::list(conn, id).await?;
        let active: Vec<_> = users.iter().filter(|user| !user.disabled).collect();
        Ok(Self {
            firm: firm(&space.name),
            emails: active.iter().filter_map(|user| normal_email(&user.email)).collect(),
            active: active.iter().map(|user| user.id).collect(),
        })
    }

    /// Whether somebody works here.
    pub fn employs(&self, contact: &Contact) -> bool {
        firm(&contact.company) == self.firm || contact.emails.iter().any(|email| self.emails.contains(email))
    }
}
