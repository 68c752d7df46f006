//! What applicants are told of screening: public words, written by the administrator or the usual ones.

use model::{WorkspaceId, access::Right};
pub use store::screening::notice::Notice;
use store::{screening::notice, workspace};

use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// The longest notice, in characters.
const LONGEST: usize = 20_000;

/// The address of a workspace's notice on this hub.
pub fn path(workspace: WorkspaceId) -> String {
    format!("/screening-notice/{workspace}")
}

/// The words that stand where nobody wrote others. Lines that begin with `# ` are headings, with `- ` points.
pub const USUAL: &str = include_str!("notice.txt");

/// The company and its notice, for anyone.
///
/// # Errors
/// [`Error::NotFound`] where there is no such workspace.
pub async fn public(app: &App, id: WorkspaceId) -> Result<(String, String)> {
    let space = workspace::get(&app.db, id).await?.ok_or(Error::NotFound("page"))?;
    let words = notice::get(&app.db, id).await?.map_or_else(|| USUAL.to_owned(), |notice| notice.words);
    let words = words.replace("{company}", &space.name);
    Ok((space.name, words))
}

/// What somebody wrote; nothing where the usual words stand.
///
/// # Errors
/// [`Error::Denied`].
pub async fn get(app: &App, actor: &Actor) -> Result<Option<Notice>> {
    actor.require(Right::WorkspaceManage)?;
    Ok(notice::get(&app.db, actor.workspace).await?)
}

/// Keeps what was written; nothing written brings the usual words back.
///
/// # Errors
/// [`Error::Invalid`] at `words` where it is too long.
pub async fn set(app: &App, actor: &Actor, words: &str) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    let words = words.replace("\r\n", "\n").trim().to_owned();
    if words.chars().count() > LONGEST {
        return Err(Error::field("words", format!("Keep the notice below {LONGEST} letters.")));
    }
    let tx = app.db.begin().await?;
    let detail = if words.is_empty() || words == USUAL.trim() {
        notice::forget(&tx, actor.workspace).await?;
        "The usual words stand"
    } else {
        let written = Notice { words, written_by: actor.name.clone(), written_at: app.now() };
        notice::put(&tx, actor.workspace, &written).await?;
        "Wrote what applicants are told"
    };
    audit::write(app, &tx, actor, "screening.notice_set", ("workspace", None), detail).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::testing::benches;

    #[tokio::test]
    async fn the_usual_words_stand_until_somebody_writes_others() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let space = boss.actor.workspace;
            let (company, words) = public(app, space).await.unwrap();
            assert_eq!(company, "Fjordlys", "{}", bench.kind());
            assert!(words.contains("Fjordlys") && !words.contains("{company}"));
            for told in ["no disadvantage", "A person decides", "how to opt out", "kept"] {
                assert!(words.to_lowercase().contains(&told.to_lowercase()), "{told}");
            }
            set(app, &boss.actor, "# Ours\r\nWrite to {company}.").await.unwrap();
            assert_eq!(public(app, space).await.unwrap().1, "# Ours\nWrite to Fjordlys.");
            set(app, &boss.actor, USUAL).await.unwrap();
            assert_eq!(get(app, &boss.actor).await.unwrap(), None);
            assert!(matches!(set(app, &boss.actor, &"x".repeat(LONGEST + 1)).await, Err(Error::Invalid(_))));
        }
    }
}
