//! Saved views of the candidates list.

use model::{SavedViewId, access::Right};
use store::hiring::saved_view;

use super::{SavedView, name, taken};
use crate::{Actor, App, audit, error::Result};

/// Every view, by name.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<SavedView>> {
    actor.require(Right::CandidatesRead)?;
    Ok(saved_view::all(&app.db, actor.workspace).await?)
}

/// Saves the list's filters under a name.
pub async fn save(app: &App, actor: &Actor, called: &str, query: &str) -> Result<SavedView> {
    actor.require(Right::CandidatesWrite)?;
    let made =
        SavedView { id: app.id(), name: name(called)?, query: query.trim_start_matches('?').to_owned() };
    let tx = app.db.begin().await?;
    saved_view::insert(&tx, actor.workspace, &made, app.now()).await.map_err(taken)?;
    let subject = ("saved_view", Some(made.id.into()));
    audit::write(app, &tx, actor, "saved_view.saved", subject, format!("View {}", made.name)).await?;
    tx.commit().await?;
    Ok(made)
}

/// Takes a view away.
pub async fn delete(app: &App, actor: &Actor, id: SavedViewId) -> Result<()> {
    actor.require(Right::CandidatesWrite)?;
    let tx = app.db.begin().await?;
    saved_view::delete(&tx, actor.workspace, id).await?;
    let subject = ("saved_view", Some(id.into()));
    audit::write(app, &tx, actor, "saved_view.deleted", subject, "Took a saved view away").await?;
    Ok(tx.commit().await?)
}
