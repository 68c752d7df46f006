//! A write of a program that is given a key is done once, however often it comes: it is answered as it was.

use std::time::Duration;

use sha2::{Digest, Sha256};
use store::people::api_answer;
use uuid::Uuid;

pub use store::people::api_answer::Answered;
use store::people::api_answer::State;

use crate::{
    Actor, App,
    error::{Error, Result},
};

/// For how long the answer of a write is kept.
pub const KEPT: Duration = Duration::from_secs(24 * 3600);

/// The longest key, in bytes.
pub const LONGEST_KEY: usize = 200;

/// What is to be done with a write.
#[derive(Debug)]
pub enum Turn {
    /// It is new: do it, then call [`end`] or [`forget`] with this.
    Begun(Uuid),
    /// It was done: answer as then.
    Again(Answered),
    /// The same write is under way, or its end is not known.
    UnderWay,
    /// The key was given to another write.
    Another,
}

/// The hash of what is asked, by which the same write is known again.
pub fn call_hash(method: &str, path: &str, body: &[u8]) -> String {
    let mut hash = Sha256::new();
    for part in [method.as_bytes(), path.as_bytes()] {
        hash.update(part);
        hash.update([0]);
    }
    hash.update(body);
    hex::encode(hash.finalize())
}

/// Begins a write with a key. `call` is its [`call_hash`].
///
/// # Errors
/// [`Error::Store`] where the database stands against it.
pub async fn begin(app: &App, actor: &Actor, key: &str, call: &str) -> Result<Turn> {
    let user = actor.user.ok_or(Error::NotFound("user"))?;
    if let Some(known) = api_answer::find(&app.db, user, key).await? {
        return Ok(turn(known, call));
    }
    let id: Uuid = app.id();
    let tx = app.db.begin().await?;
    match api_answer::begin(&tx, (actor.workspace, user), id, (key, call), app.now()).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(Turn::Begun(id))
        }
        // The same write came twice in the same moment; the other one does it.
        Err(error) if error.is_taken() => Ok(Turn::UnderWay),
        Err(error) => Err(error.into()),
    }
}

fn turn(known: api_answer::Known, call: &str) -> Turn {
    match known.state {
        _ if known.call_hash != call => Turn::Another,
        State::Begun => Turn::UnderWay,
        State::Done(answered) => Turn::Again(answered),
    }
}

/// Keeps what a write was answered.
///
/// # Errors
/// [`Error::Store`] where the database stands against it.
pub async fn end(app: &App, id: Uuid, answered: &Answered) -> Result<()> {
    let tx = app.db.begin().await?;
    api_answer::end(&tx, id, answered).await?;
    Ok(tx.commit().await?)
}

/// Forgets a write that changed nothing: the same key may come again with what was put right.
///
/// # Errors
/// [`Error::Store`] where the database stands against it.
pub async fn forget(app: &App, id: Uuid) -> Result<()> {
    let tx = app.db.begin().await?;
    api_answer::forget(&tx, id).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::testing::benches;

    #[tokio::test]
    async fn a_write_is_begun_once_and_answered_as_it_was() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let call = call_hash("POST", "/x", b"{}");
            let Turn::Begun(id) = begin(app, &boss.actor, "one", &call).await.unwrap() else {
                panic!("it is new");
            };
            assert!(matches!(begin(app, &boss.actor, "one", &call).await.unwrap(), Turn::UnderWay));
            let other = call_hash("POST", "/x", b"{ }");
            assert!(matches!(begin(app, &boss.actor, "one", &other).await.unwrap(), Turn::Another));
            let answered = Answered { status: 201, location: Some("/x/1".into()), body: Some("{}".into()) };
            end(app, id, &answered).await.unwrap();
            match begin(app, &boss.actor, "one", &call).await.unwrap() {
                Turn::Again(again) => assert_eq!(again, answered, "{}", bench.kind()),
                other => panic!("{other:?}"),
            }
            let Turn::Begun(id) = begin(app, &boss.actor, "two", &call).await.unwrap() else {
                panic!("another key is another write");
            };
            forget(app, id).await.unwrap();
            assert!(matches!(begin(app, &boss.actor, "two", &call).await.unwrap(), Turn::Begun(_)));
            bench.later(KEPT.as_secs() + 1);
            api_answer::prune(&app.db, app.now() - KEPT).await.unwrap();
            assert!(matches!(begin(app, &boss.actor, "one", &call).await.unwrap(), Turn::Begun(_)));
        }
    }

    #[tokio::test]
    async fn of_two_at_the_same_moment_one_is_begun() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let ask = || begin(app, &boss.actor, "same", "hash");
            let (one, two) = tokio::join!(ask(), ask());
            let begun = [one.unwrap(), two.unwrap()].iter().filter(|t| matches!(t, Turn::Begun(_))).count();
            assert_eq!(begun, 1, "{}", bench.kind());
        }
    }
}
