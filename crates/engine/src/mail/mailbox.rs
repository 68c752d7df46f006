//! The mailbox: every letter that was written, how far it is, and what a person decides on one that can't go out.

use model::{LetterId, access::Right};
use store::{
    Tx,
    mail::{letter, server as servers},
    task,
};

use super::{Kept, Letter, LetterState, TASK, open};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// How many letters a page of the mailbox holds.
pub const PAGE: u64 = 50;

/// Letters in a state, or all of them, the newest first; one page, counted from zero, and whether more follow.
///
/// # Errors
/// [`Error::Denied`].
pub async fn list(
    app: &App,
    actor: &Actor,
    state: Option<LetterState>,
    page: u64,
) -> Result<(Vec<(Kept, Letter)>, bool)> {
    actor.require(Right::WorkspaceManage)?;
    let mut kept = letter::list(&app.db, actor.workspace, state, PAGE + 1, page.saturating_mul(PAGE)).await?;
    let more = kept.len() as u64 > PAGE;
    kept.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let opened = kept.into_iter().map(|kept| open(app, &kept).map(|written| (kept, written)));
    Ok((opened.collect::<Result<_>>()?, more))
}

/// One letter, as whoever gets it reads it. The keys in its links are shown only where it waits to be read here: the link
/// of a letter that goes out by a server is its reader's alone.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn get(app: &App, actor: &Actor, id: LetterId) -> Result<(Kept, Letter)> {
    actor.require(Right::WorkspaceManage)?;
    let kept = letter::get(&app.db, actor.workspace, id).await?.ok_or(Error::NotFound("letter"))?;
    let mut written = open(app, &kept)?;
    if kept.state != LetterState::Kept {
        written.text = without_keys(&written.text);
    }
    Ok((kept, written))
}

/// As long as this is what a link ends with where it lets somebody in; identifiers are shorter.
const KEY: usize = 40;

/// The text with “…” in place of what lets somebody in.
fn without_keys(text: &str) -> String {
    let of_a_key = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    let parts = text.split_inclusive(|letter: char| !of_a_key(letter));
    let shown = parts.map(|part| {
        let end = part.trim_end_matches(|letter: char| !of_a_key(letter)).len();
        if end < KEY { part.to_owned() } else { format!("…{}", &part[end..]) }
    });
    shown.collect()
}

/// The letters about an application, the oldest first, for their person's export.
pub(crate) async fn about(
    app: &App,
    actor: &Actor,
    application: model::ApplicationId,
) -> Result<Vec<(Kept, Letter)>> {
    let kept = letter::about(&app.db, actor.workspace, application).await?.into_iter();
    kept.map(|kept| open(app, &kept).map(|written| (kept, written))).collect()
}

/// Whom a letter is to, by name where there is one.
pub(crate) fn addressee(app: &App, kept: &Kept) -> Result<String> {
    let written = open(app, kept)?;
    Ok(if written.to_name.is_empty() { written.to_address } else { written.to_name })
}

/// How many letters wait in the mailbox because there was no mail server.
///
/// # Errors
/// [`Error::Denied`].
pub async fn count_kept(app: &App, actor: &Actor) -> Result<u64> {
    actor.require(Right::WorkspaceManage)?;
    Ok(letter::count_in(&app.db, actor.workspace, LetterState::Kept).await?)
}

/// Sends one letter, again or for the first time.
///
/// # Errors
/// [`Error::Conflict`] where it is on its way or was taken, or there is no mail server.
pub async fn send_now(app: &App, actor: &Actor, id: LetterId) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    let tx = app.db.begin().await?;
    let kept = the_letter(&tx, actor, id).await?;
    if servers::get(&tx, actor.workspace).await?.is_none() {
        return Err(Error::Conflict("There is no mail server yet. Set one up under Settings, Mail.".into()));
    }
    if kept.state == LetterState::Sent {
        return Err(Error::Conflict("The mail server has taken this letter already.".into()));
    }
    let now = app.now();
    let again = Kept { state: LetterState::Waiting, next_try_at: Some(now), problem: None, ..kept };
    letter::update(&tx, &again).await?;
    task::push(&tx, app.id(), actor.workspace, TASK, id.into(), now, now).await?;
    audit::write(app, &tx, actor, "letter.sent", ("letter", Some(id.into())), "Sent by hand").await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}

/// Leaves a letter unsent for good.
///
/// # Errors
/// [`Error::Conflict`] where the mail server took it meanwhile.
pub async fn drop_it(app: &App, actor: &Actor, id: LetterId) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    let tx = app.db.begin().await?;
    let kept = the_letter(&tx, actor, id).await?;
    if kept.state == LetterState::Sent {
        return Err(Error::Conflict("The mail server has taken this letter already.".into()));
    }
    letter::update(&tx, &Kept { state: LetterState::Dropped, next_try_at: None, ..kept }).await?;
    audit::write(app, &tx, actor, "letter.dropped", ("letter", Some(id.into())), "Will not be sent").await?;
    Ok(tx.commit().await?)
}

async fn the_letter(tx: &Tx, actor: &Actor, id: LetterId) -> Result<Kept> {
    letter::get(tx, actor.workspace, id).await?.ok_or(Error::NotFound("letter"))
}

#[cfg(test)]
mod tests {
    use super::without_keys;

    #[test]
    fn what_lets_somebody_in_is_left_out_and_all_else_stays() {
        let id = "01a2138f-60ea-7ac0-bd9b-6b2152bbc6ce";
        let key = "Zm9yLXNvbWVib2R5LXdoby1pcy1pbnZpdGVkLWhlcmU";
        let text = format!("Dear Zoë,\nhttps://hub.example.com/invitations/{key}\n{id}.");
        let shown = format!("Dear Zoë,\nhttps://hub.example.com/invitations/…\n{id}.");
        assert_eq!(without_keys(&text), shown);
    }
}
