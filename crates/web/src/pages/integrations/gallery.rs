//! `/settings/integrations`: what can be connected and what is.

use askama::Template;
use axum::extract::{Query, State};
use engine::integrations::gallery::gallery;
use serde::Deserialize;

use super::view::{Moment, letters, status};
use crate::{
    Web,
    failure::Page,
    session::SignedIn,
    shell::{Shell, page},
};

/// What the address says.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
}

#[derive(Template)]
#[template(path = "integrations/gallery.html")]
struct Gallery {
    shell: Shell,
    search: String,
    tiles: Vec<Tile>,
    connected: Vec<Connected>,
}

struct Tile {
    vendor: String,
    name: String,
    kind: &'static str,
    summary: String,
    letters: String,
    connections: usize,
}

struct Connected {
    id: String,
    name: String,
    app: String,
    letters: String,
    account: String,
    status: (&'static str, &'static str),
    good: Option<Moment>,
    problem: Option<String>,
}

/// Shows the gallery.
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Page {
    let found = gallery(&web, &visitor.actor, &asked.q).await?;
    let connected = found.iter().flat_map(|tile| {
        tile.connections.iter().map(|connection| Connected {
            id: connection.id.to_string(),
            name: connection.name.clone(),
            app: tile.manifest.name.clone(),
            letters: letters(&tile.manifest.name),
            account: connection.settings.values().cloned().collect::<Vec<_>>().join(", "),
            status: status(connection.status),
            good: connection.last_good_at.map(Into::into),
            problem: connection.last_problem.as_ref().map(|(_, sentence)| sentence.clone()),
        })
    });
    let connected = connected.collect();
    let tiles = found
        .iter()
        .map(|tile| Tile {
            vendor: tile.manifest.vendor.clone(),
            name: tile.manifest.name.clone(),
            kind: tile.manifest.kind.label(),
            summary: tile.manifest.summary.clone(),
            letters: letters(&tile.manifest.name),
            connections: tile.connections.len(),
        })
        .collect();
    Ok(page(&Gallery { shell: shell.at("integrations"), search: asked.q, tiles, connected }))
}
