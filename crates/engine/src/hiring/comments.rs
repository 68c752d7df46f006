//! Comments on candidates: anyone who may move candidates writes them, and changes their own.

use model::{CandidateId, CommentId, access::Right};
use store::{Conn, hiring::comment};

use super::{Comment, the_candidate};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    outgoing,
};

/// Adds a comment.
pub async fn add(app: &App, actor: &Actor, candidate: CandidateId, text: &str) -> Result<CommentId> {
    actor.require(Right::CandidatesMove)?;
    let text = said(text)?;
    let tx = app.db.begin().await?;
    the_candidate(&tx, actor.workspace, candidate).await?;
    let made = Comment {
        id: app.id(),
        candidate,
        author_id: actor.user,
        author: actor.name.clone(),
        text,
        created_at: app.now(),
        edited_at: None,
    };
    comment::insert_many(&tx, actor.workspace, std::slice::from_ref(&made)).await?;
    audit::write(app, &tx, actor, "comment.added", ("candidate", Some(candidate.into())), "Commented")
        .await?;
    outgoing::commented(app, &tx, actor, &made).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(made.id)
}

/// One's own comment, to be changed.
pub async fn get_own(app: &App, actor: &Actor, id: CommentId) -> Result<Comment> {
    own(&app.db, actor, id).await
}

/// Changes one's own comment.
pub async fn edit(app: &App, actor: &Actor, id: CommentId, text: &str) -> Result<CandidateId> {
    let text = said(text)?;
    let tx = app.db.begin().await?;
    let own = own(&tx, actor, id).await?;
    comment::set_text(&tx, actor.workspace, id, &text, app.now()).await?;
    outgoing::reworded(app, &tx, actor, &Comment { text, ..own.clone() }).await?;
    let subject = ("candidate", Some(own.candidate.into()));
    audit::write(app, &tx, actor, "comment.edited", subject, "Changed a comment").await?;
    tx.commit().await?;
    Ok(own.candidate)
}

/// Takes one's own comment away.
pub async fn delete(app: &App, actor: &Actor, id: CommentId) -> Result<CandidateId> {
    let tx = app.db.begin().await?;
    let own = own(&tx, actor, id).await?;
    comment::delete(&tx, actor.workspace, id).await?;
    outgoing::withdrawn(app, &tx, actor, &own).await?;
    let subject = ("candidate", Some(own.candidate.into()));
    audit::write(app, &tx, actor, "comment.deleted", subject, "Took a comment away").await?;
    tx.commit().await?;
    Ok(own.candidate)
}

async fn own(conn: &impl Conn, actor: &Actor, id: CommentId) -> Result<Comment> {
    actor.require(Right::CandidatesMove)?;
    let found = comment::get(conn, actor.workspace, id).await?.ok_or(Error::NotFound("comment"))?;
    if actor.user.is_none() || found.author_id != actor.user {
        return Err(Error::Conflict(format!("Only {} can change this comment.", found.author)));
    }
    Ok(found)
}

fn said(text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::field("text", "Write something first."));
    }
    if text.chars().count() > 10_000 {
        return Err(Error::field("text", "Keep a comment below 10,000 letters."));
    }
    Ok(text.to_owned())
}
