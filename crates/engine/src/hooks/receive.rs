//! Taking a message in: proven on the very bytes that came, kept with the work it asks for, and only then answered.

use connect::{Webhooks, webhooks::Announcement};
use http::HeaderMap;
use model::{ConnectionId, connection::ConnectionStatus};
use sha2::{Digest, Sha256};
use store::{
    hook::{
        delivery::{self, Delivery},
        refusal,
    },
    integrations::connection::{self, Connection},
};

use crate::{App, Error, integrations::open::unseal};

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// Kept; what it names is fetched soon. A message to a connection that is disabled waits until it is enabled.
    New,
    /// It came before and was counted. What it names is fetched once more.
    Again,
}

/// Why a message was not taken. Nothing of it is kept or logged.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// No connection that takes messages has this address.
    #[error("There is no connection at this address.")]
    Unknown,
    /// It has not the proof that the system puts on its messages; the sentence says what is missing.
    #[error("{0}")]
    Unproven(String),
    /// Too many came at once. The sender tries again a little later.
    #[error("Too many messages came at once. Send it again in a few seconds.")]
    Busy,
    /// It could not be kept. The sender tries again.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Takes in a message that came to a connection's address.
///
/// # Errors
/// [`Refused`], after which nothing of the message is kept.
pub async fn receive(
    app: &App,
    connection: ConnectionId,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Received, Refused> {
    let outcome = take(app, connection, headers, body).await;
    let word = match &outcome {
        Ok(Received::New) => "new",
        Ok(Received::Again) => "repeat",
        Err(Refused::Unknown) => "unknown",
        Err(Refused::Unproven(_)) => "unproven",
        Err(Refused::Busy) => "busy",
        Err(Refused::Failed(_)) => "failed",
    };
    metrics::counter!("hooks_received_total", "outcome" => word).increment(1);
    outcome
}

async fn take(app: &App, id: ConnectionId, headers: &HeaderMap, body: &[u8]) -> Result<Received, Refused> {
    // Those who wait for the database are few, so that each is answered while its sender still listens.
    let _room = app.hook_room.try_acquire().map_err(|_| Refused::Busy)?;
    let connection = connection::anywhere(&app.db, id).await?.ok_or(Refused::Unknown)?;
    if connection.status == ConnectionStatus::Disconnected {
        return Err(Refused::Unknown);
    }
    let connector = app.connector(&connection.vendor).ok_or(Refused::Unknown)?;
    let webhooks = connector.webhooks().ok_or(Refused::Unknown)?;
    let credentials = unseal(app, &connection).map_err(Error::from)?;
    if let Err(unproven) = webhooks.verify(&credentials, headers, body) {
        let tx = app.db.begin().await?;
        refusal::count(&tx, connection.workspace, connection.id, app.now(), &unproven.0).await?;
        tx.commit().await?;
        tracing::warn!(connection = %connection.id, "a message without a proof was refused");
        return Err(Refused::Unproven(unproven.0));
    }
    keep(app, &connection, read(app, &connection, webhooks, headers, body)).await
}

/// The message as it is kept. One that is proven and can't be read is kept too: refused, it would only come again.
fn read(
    app: &App,
    connection: &Connection,
    webhooks: &dyn Webhooks,
    headers: &HeaderMap,
    body: &[u8],
) -> Delivery {
    let (said, problem) = match webhooks.read(headers, body) {
        Ok(said) => (said, None),
        Err(sentence) => {
            let dedupe = format!("unread {}", hex::encode(Sha256::digest(body)));
            (Announcement { dedupe, event: String::new(), about: vec![] }, Some(sentence))
        }
    };
    let mut about = said.about;
    // In one order for everyone, so that two messages about the same records don't wait for each other.
    about.sort();
    about.dedup();
    Delivery {
        id: app.id(),
        workspace: connection.workspace,
        connection: connection.id,
        dedupe: hex::encode(Sha256::digest(said.dedupe)),
        event: said.event.chars().take(120).collect(),
        about,
        problem,
        received_at: app.now(),
        repeats: 0,
    }
}

/// Keeps the message and what it asks for, together.
async fn keep(app: &App, connection: &Connection, message: Delivery) -> Result<Received, Refused> {
    let tx = app.db.begin().await?;
    let new = delivery::put(&tx, &message).await?;
    // A repeat asks, too: systems that tell the time in whole seconds tell two changes of one second in the same words.
    for record in &message.about {
        super::ask(app, &tx, connection.workspace, connection.id, record).await?;
    }
    tx.commit().await?;
    app.bell.notify_one();
    Ok(if new { Received::New } else { Received::Again })
}

#[cfg(test)]
mod tests {
    use model::remote::RecordKind;

    use super::*;
    use crate::hooks::testing::{CONNECTION, posts};

    #[tokio::test]
    async fn a_message_is_kept_with_its_work_and_a_repeat_is_counted() {
        for post in posts().await {
            assert_eq!(post.send("1 moved application:7 job:3").await.unwrap(), Received::New);
            assert_eq!(post.send("1 moved application:7 job:3").await.unwrap(), Received::Again);
            assert_eq!(post.send("2 moved application:7").await.unwrap(), Received::New);
            assert_eq!(post.send("3 birthday").await.unwrap(), Received::New);
            let hints = post.hints().await;
            let named: Vec<_> =
                hints.iter().map(|hint| (hint.kind, hint.external_id.as_str(), hint.asked)).collect();
            let expected = [(RecordKind::Application, "7", 3), (RecordKind::Job, "3", 2)];
            assert!(expected.iter().all(|one| named.contains(one)), "{}: {named:?}", post.kind());
            assert_eq!(store::task::count(&post.app.db).await.unwrap(), 2, "one task a record");
        }
    }

    #[tokio::test]
    async fn a_message_without_its_proof_is_counted_and_nothing_of_it_is_kept() {
        for post in posts().await {
            let refused = post.send_signed("1 moved application:7", "forged").await.unwrap_err();
            assert!(matches!(&refused, Refused::Unproven(why) if !why.contains("forged")), "{refused}");
            assert!(post.hints().await.is_empty(), "{}", post.kind());
            let line = refusal::of(&post.app.db, post.workspace, CONNECTION).await.unwrap().unwrap();
            assert_eq!((line.refused, line.last_at), (1, post.app.now()));
            assert_eq!(store::task::count(&post.app.db).await.unwrap(), 0);
        }
    }

    #[tokio::test]
    async fn one_that_is_proven_and_unreadable_is_kept_and_said_once() {
        for post in posts().await {
            assert_eq!(post.send("gibberish").await.unwrap(), Received::New);
            assert_eq!(post.send("gibberish").await.unwrap(), Received::Again);
            let kept = delivery::recent(&post.app.db, post.workspace, CONNECTION, 9).await.unwrap();
            assert_eq!(kept.len(), 1, "{}", post.kind());
            assert_eq!(kept[0].problem.as_deref(), Some("A message needs a number and a word."));
            assert!(!format!("{kept:?}").contains("gibberish"));
        }
    }

    #[tokio::test]
    async fn only_a_connection_in_use_has_an_address_and_a_disabled_one_keeps_what_comes() {
        for post in posts().await {
            let nobody = ConnectionId(uuid::Uuid::from_u128(404));
            let lost = receive(&post.app, nobody, &post.signed("good"), b"1 moved").await.unwrap_err();
            assert!(matches!(lost, Refused::Unknown));
            post.set_status(ConnectionStatus::Disabled).await;
            assert_eq!(post.send("1 moved application:7").await.unwrap(), Received::New);
            assert_eq!(post.hints().await.len(), 1, "{}", post.kind());
            post.set_status(ConnectionStatus::Disconnected).await;
            assert!(matches!(post.send("2 moved application:7").await, Err(Refused::Unknown)));
        }
    }

    #[tokio::test]
    async fn of_a_thousand_at_once_each_is_kept_or_told_to_come_again() {
        for post in posts().await {
            let texts: Vec<_> = (0..1_000).map(|n| format!("{n} moved application:{}", n % 10)).collect();
            let mut left: Vec<&String> = texts.iter().collect();
            while !left.is_empty() {
                let outcomes = futures::future::join_all(left.iter().map(|text| post.send(text))).await;
                left = left
                    .into_iter()
                    .zip(outcomes)
                    .filter_map(|(text, outcome)| match outcome {
                        Ok(Received::New) => None,
                        Err(Refused::Busy) => Some(text),
                        other => panic!("{}: {other:?}", post.kind()),
                    })
                    .collect();
            }
            let counts = delivery::counts(&post.app.db, post.workspace, CONNECTION).await.unwrap();
            assert_eq!(counts, (1_000, 0), "{}", post.kind());
            assert_eq!(post.hints().await.len(), 10, "one fetch a record, however many messages name it");
            assert_eq!(store::task::count(&post.app.db).await.unwrap(), 10);
        }
    }
}
