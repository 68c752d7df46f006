//! What holds for all referrals, and the workspace's own words for their letters.

use std::collections::BTreeMap;

use model::{
    access::Right,
    referral::{Settings, Template, TemplateKind},
};
use store::referrals::settings as kept;

use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// What holds for all referrals.
///
/// # Errors
/// [`Error::Denied`].
pub async fn settings(app: &App, actor: &Actor) -> Result<Settings> {
    actor.require(Right::ReferralsOwn)?;
    Ok(kept::get(&app.db, actor.workspace).await?)
}

/// Keeps what is to hold. What was asked before keeps its end; reminders follow the new settings.
///
/// # Errors
/// [`Error::Invalid`] at the field that can't be used.
pub async fn set(app: &App, actor: &Actor, settings: &Settings) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    settings.check().map_err(|(field, sentence)| Error::field(field, sentence))?;
    let tx = app.db.begin().await?;
    kept::put(&tx, actor.workspace, settings).await?;
    audit::write(app, &tx, actor, "referral.settings_changed", ("workspace", None), "").await?;
    Ok(tx.commit().await?)
}

/// The words of every letter.
///
/// # Errors
/// [`Error::Denied`].
pub async fn templates(app: &App, actor: &Actor) -> Result<BTreeMap<TemplateKind, Template>> {
    actor.require(Right::ReferralsAsk)?;
    Ok(kept::templates(&app.db, actor.workspace).await?)
}

/// Keeps the workspace's own words for a letter; `None` goes back to those that are built in.
///
/// # Errors
/// [`Error::Invalid`] at `subject` or `body`.
pub async fn set_template(
    app: &App,
    actor: &Actor,
    kind: TemplateKind,
    words: Option<&Template>,
) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    if let Some(words) = words {
        words.check(kind).map_err(|(field, sentence)| Error::field(field, sentence))?;
    }
    let tx = app.db.begin().await?;
    kept::put_template(&tx, actor.workspace, kind, words).await?;
    let detail = kind.label();
    audit::write(app, &tx, actor, "referral.template_changed", ("workspace", None), detail).await?;
    Ok(tx.commit().await?)
}
