//! What a connection's page shows of its messenger.

use jiff::Timestamp;
use model::{ConnectionId, UserId, access::Right};
use store::{
    hook::refusal,
    messaging::{install, member, message, press},
    people::user,
};

pub use store::messaging::message::MessageState;

use super::ask::messenger;
use crate::{Actor, App, error::Result, hooks::Refusals, integrations};

/// How many messages and presses the page lists.
const LISTED: u64 = 20;

/// A connection's messenger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// Where the messenger sends what happens in it: the path after this server's address.
    pub path: String,
    /// How far the installation is.
    pub standing: Standing,
    /// Why the last try to install came to nothing, where it did.
    pub problem: Option<String>,
    /// How many employees are members there.
    pub known: usize,
    /// Who was looked for and is no member: they are asked by mail.
    pub unknown: Vec<String>,
    /// How many were not looked for yet.
    pub unseen: usize,
    /// The newest messages.
    pub messages: Vec<Asked>,
    /// The newest presses.
    pub presses: Vec<Heard>,
    /// What came without a proof, where something did.
    pub refused: Option<Refusals>,
}

/// How far an installation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody began it.
    New,
    /// Somebody was sent there and did not come back: somebody there may have to decide.
    Begun {
        /// Who.
        by: String,
        /// When.
        at: Timestamp,
    },
    /// It is installed.
    Installed {
        /// In whose messenger.
        team: String,
        /// Since when.
        at: Timestamp,
    },
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Whom.
    pub to: String,
    /// How far it is.
    pub state: MessageState,
    /// Why it was not written or changed, where something stood against it.
    pub problem: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// A press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Who pressed.
    pub by: String,
    /// The answer's word.
    pub answer: String,
    /// How often it came again.
    pub repeats: i32,
    /// What became of it; `None` while it waits.
    pub outcome: Option<String>,
    /// When it came.
    pub at: Timestamp,
}

/// A connection's messenger; `None` where its vendor is none.
///
/// # Errors
/// [`crate::Error::NotFound`] where the workspace has no such connection.
pub async fn overview(app: &App, actor: &Actor, id: ConnectionId) -> Result<Option<Overview>> {
    actor.require(Right::IntegrationsManage)?;
    let (db, workspace) = (&app.db, actor.workspace);
    let connection = integrations::find(db, workspace, id).await?;
    if messenger(app, &connection).is_none() {
        return Ok(None);
    }
    let install = install::get(db, workspace, id).await?;
    let users = user::list(db, workspace).await?;
    let members = member::of_connection(db, workspace, id).await?;
    let name =
        |id: UserId| users.iter().find(|user| user.id == id).map_or("Somebody", |user| &user.name).to_owned();
    let of_member = |external: &str| {
        let found = members.iter().find(|one| one.external_id.as_deref() == Some(external));
        found.map_or_else(|| "Somebody unknown".to_owned(), |one| name(one.user))
    };
    let active = users.iter().filter(|user| !user.disabled);
    let (mut known, mut unknown, mut unseen) = (0, vec![], 0);
    for user in active {
        match members.iter().find(|one| one.user == user.id) {
            Some(one) if one.external_id.is_some() => known += 1,
            Some(_) => unknown.push(user.name.clone()),
            None => unseen += 1,
        }
    }
    let messages = message::recent(db, workspace, id, LISTED).await?.into_iter().map(|one| Asked {
        to: name(one.user),
        state: one.state,
        problem: one.problem,
        at: one.created_at,
    });
    let presses = press::recent(db, workspace, id, LISTED).await?.into_iter().map(|one| Heard {
        by: of_member(&one.external_id),
        answer: one.answer,
        repeats: one.repeats,
        outcome: one.outcome,
        at: one.received_at,
    });
    Ok(Some(Overview {
        path: super::path(id),
        standing: match &install {
            None => Standing::New,
            Some(one) => match (one.installed_at, &one.state_hash) {
                (Some(at), _) => Standing::Installed { team: one.team.clone().unwrap_or_default(), at },
                (None, Some(_)) => Standing::Begun { by: name(one.begun_by), at: one.begun_at },
                (None, None) => Standing::New,
            },
        },
        problem: install.and_then(|install| install.problem),
        known,
        unknown,
        unseen,
        messages: messages.collect(),
        presses: presses.collect(),
        refused: refusal::of(db, workspace, id).await?,
    }))
}
