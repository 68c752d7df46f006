//! Reading the audit log: who did what, when and from where.

use model::access::Right;

pub use store::audit::{AuditLine, Wanted};

use crate::{Actor, App, error::Result};

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
}
