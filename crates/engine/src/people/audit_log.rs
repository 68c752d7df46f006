//! Reading the audit log: who did what, when and from where.

use model::access::Right;

pub use store::audit::{
    AuditLine, Wanted,
    chain::{End, Proof},
};

use crate::{
    Actor, App,
    error::{Error, Result},
};

/// How many lines a page of the log holds.
pub const PAGE: usize = 50;

/// The newest lines that are wanted, and whether there are older ones.
///
/// # Errors
/// [`crate::Error::Denied`].
pub async fn audit_log(app: &App, actor: &Actor, wanted: &Wanted) -> Result<(Vec<AuditLine>, bool)> {
    actor.require(Right::WorkspaceManage)?;
    let mut lines = store::audit::search(&app.db, actor.workspace, wanted, PAGE as u64 + 1).await?;
    let more = lines.len() > PAGE;
    lines.truncate(PAGE);
    Ok((lines, more))
}

/// Looks through the whole log of the workspace: whether a line was changed, taken away or slipped in. `kept` is the end of
/// the chain as it was shown at some time and kept elsewhere, `POSITION:HASH`, or empty.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`] where what was kept is not of that form.
pub async fn prove(app: &App, actor: &Actor, kept: &str) -> Result<Proof> {
    actor.require(Right::WorkspaceManage)?;
    let kept = match kept.trim() {
        "" => None,
        text => Some(end(text).ok_or_else(|| {
            Error::field(
                "kept",
                "What was kept is a number and a hash with a colon between, as the page showed them",
            )
        })?),
    };
    // What was written before this question is to be in the answer.
    crate::audit::seal::seal(app).await?;
    Ok(store::audit::chain::prove(&app.db, actor.workspace, kept.as_ref()).await?)
}

fn end(text: &str) -> Option<End> {
    let (position, hash) = text.split_once(':')?;
    let hash = hash.trim().to_lowercase();
    let whole = hash.len() == 64 && hash.bytes().all(|letter| letter.is_ascii_hexdigit());
    Some(End { position: position.trim().parse().ok()?, hash }).filter(|_| whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::{api_key, rename::rename, testing::benches};

    #[tokio::test]
    async fn the_log_is_searched_by_words_and_by_kind_and_leafed_through() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            for nth in 0..PAGE {
                bench.later(1);
                api_key::create(app, &boss.actor, &format!("Key {nth} of 100%")).await.unwrap();
            }
            bench.later(1);
            rename(app, &boss.actor, "Ingrid Berg").await.unwrap();
            let found = async |text: &str, subject: &str, before| {
                let wanted = Wanted { text: text.into(), subject: subject.into(), before };
                audit_log(app, &boss.actor, &wanted).await.unwrap()
            };
            let (first, more) = found("", "", None).await;
            assert_eq!((first.len(), more, first[0].action.as_str()), (PAGE, true, "user.renamed"));
            let (rest, more) = found("", "", Some(first[PAGE - 1].id)).await;
            assert_eq!((rest.len(), more), (2, false), "{}", bench.kind());
            assert_eq!(found("RENAMED berg", "", None).await.0.len(), 1);
            assert_eq!(found("100%", "", None).await.0.len(), PAGE);
            assert_eq!(found("10_%", "", None).await.0.len(), 0, "a wildcard is only a character");
            assert_eq!(found("", "workspace", None).await.0.len(), 1);
        }
    }

    #[tokio::test]
    async fn the_log_is_proved_up_to_its_last_line_and_against_what_was_kept() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            api_key::create(app, &boss.actor, "Key").await.unwrap();
            let Proof::Whole { end, waiting: 0, .. } = prove(app, &boss.actor, "").await.unwrap() else {
                panic!("{}", bench.kind())
            };
            api_key::create(app, &boss.actor, "Another").await.unwrap();
            let kept = format!("{}:{}", end.position, end.hash);
            let Proof::Whole { end: later, .. } = prove(app, &boss.actor, &kept).await.unwrap() else {
                panic!("{}", bench.kind())
            };
            assert_eq!(later.position, end.position + 1);
            let other = format!("{}:{}", end.position, "0".repeat(64));
            let found = prove(app, &boss.actor, &other).await.unwrap();
            assert!(matches!(found, Proof::Broken { position, .. } if position == end.position));
            for nonsense in ["7", "x:y", "1:abc"] {
                assert!(
                    matches!(prove(app, &boss.actor, nonsense).await, Err(Error::Invalid(_))),
                    "{nonsense}"
                );
            }
        }
    }
}
