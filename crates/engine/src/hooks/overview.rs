//! What a connection's page shows of its messages.

use std::collections::BTreeSet;

use jiff::Timestamp;
use model::{ConnectionId, access::Right};
use store::hook::{delivery, hint, refusal};

use super::{Delivery, Refusals};
use crate::{Actor, App, error::Result, integrations};

/// How many messages the page lists.
const LISTED: u64 = 20;

/// A connection's messages. The counts are of those remembered, which is for [`super::KEPT`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// Where the other system sends them: the path after this server's address.
    pub path: String,
    /// When the last one came.
    pub last_at: Option<Timestamp>,
    /// How many came, repeats not counted.
    pub arrived: u64,
    /// How often one of them came again.
    pub repeated: u64,
    /// Those without a proof, where there were any.
    pub refused: Option<Refusals>,
    /// How many records are still to be fetched.
    pub waiting: usize,
    /// The newest, with what became of each.
    pub recent: Vec<(Delivery, Standing)>,
}

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// At least one record it names is still to be fetched; the reason, where something stands against it.
    Waiting(Option<String>),
    /// Every record it names was fetched since.
    Fetched,
    /// Its event is nothing to us.
    Nothing,
    /// It has not the documented form, and this is why; the next run of the sync sees what it was about.
    Unreadable(String),
}

/// A connection's messages; `None` where its vendor sends none.
///
/// # Errors
/// [`crate::Error::NotFound`] where the workspace has no such connection.
pub async fn overview(app: &App, actor: &Actor, id: ConnectionId) -> Result<Option<Overview>> {
    actor.require(Right::IntegrationsManage)?;
    let workspace = actor.workspace;
    let connection = integrations::find(&app.db, workspace, id).await?;
    if app.connector(&connection.vendor).and_then(|connector| connector.webhooks()).is_none() {
        return Ok(None);
    }
    let (arrived, repeated) = delivery::counts(&app.db, workspace, id).await?;
    let recent = delivery::recent(&app.db, workspace, id, LISTED).await?;
    let waiting = hint::of_connection(&app.db, workspace, id).await?;
    let standing = |message: &Delivery| {
        if let Some(problem) = &message.problem {
            return Standing::Unreadable(problem.clone());
        }
        let named: BTreeSet<_> = message.about.iter().map(|(kind, of)| hint::id(id, *kind, of)).collect();
        let mut open = waiting.iter().filter(|hint| named.contains(&hint.id)).peekable();
        match (open.peek().is_some(), named.is_empty()) {
            (true, _) => Standing::Waiting(open.find_map(|hint| hint.problem.clone())),
            (false, true) => Standing::Nothing,
            (false, false) => Standing::Fetched,
        }
    };
    Ok(Some(Overview {
        path: format!("/hooks/{id}"),
        last_at: recent.first().map(|message| message.received_at),
        arrived,
        repeated,
        refused: refusal::of(&app.db, workspace, id).await?,
        waiting: waiting.len(),
        recent: recent.into_iter().map(|message| (message.clone(), standing(&message))).collect(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Error,
        hooks::testing::{CONNECTION, posts},
    };

    #[tokio::test]
    async fn the_page_says_what_came_what_waits_and_what_was_refused() {
        for post in posts().await {
            for text in ["1 moved application:7", "1 moved application:7", "2 birthday", "gibberish"] {
                post.send(text).await.unwrap();
            }
            post.send_signed("3 moved application:8", "forged").await.unwrap_err();
            let seen = overview(&post.app, &post.administrator, CONNECTION).await.unwrap().unwrap();
            assert_eq!(seen.path, format!("/hooks/{CONNECTION}"));
            assert_eq!((seen.arrived, seen.repeated, seen.waiting), (3, 1, 1), "{}", post.kind());
            assert_eq!(seen.refused.unwrap().refused, 1);
            let mut standings: Vec<_> = seen.recent.into_iter().map(|(_, standing)| standing).collect();
            standings.sort_by_key(|standing| format!("{standing:?}"));
            let unread = Standing::Unreadable("A message needs a number and a word.".into());
            assert_eq!(standings, [Standing::Nothing, unread, Standing::Waiting(None)]);
            post.forget_hints().await;
            let seen = overview(&post.app, &post.administrator, CONNECTION).await.unwrap().unwrap();
            assert!(seen.recent.iter().any(|(_, standing)| *standing == Standing::Fetched));
            let recruiter = Actor { role: model::access::Role::Recruiter, ..post.administrator.clone() };
            let denied = overview(&post.app, &recruiter, CONNECTION).await.unwrap_err();
            assert!(matches!(denied, Error::Denied(_)));
        }
    }
}
