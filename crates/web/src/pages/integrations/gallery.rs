//! `/settings/integrations`: what can be connected and what is.

use askama::Template;
use axum::extract::{Query, State};
use engine::integrations::{SystemKind, gallery::gallery};
use serde::Deserialize;

use super::view::{Moment, account, letters, status};
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
    #[serde(default)]
    kind: String,
}

impl Asked {
    /// The address with another kind and the search as it is.
    fn address(&self, kind: Option<SystemKind>) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if !self.q.trim().is_empty() {
            query.append_pair("q", self.q.trim());
        }
        if let Some(kind) = kind {
            query.append_pair("kind", kind.as_str());
        }
        match query.finish() {
            query if query.is_empty() => "/settings/integrations".into(),
            query => format!("/settings/integrations?{query}"),
        }
    }
}

#[derive(Template)]
#[template(path = "integrations/gallery.html")]
struct Gallery {
    shell: Shell,
    search: String,
    /// The chosen kind's word, which a search keeps.
    kind: &'static str,
    /// Each kind there is, with the address that narrows the list to it.
    kinds: Vec<(String, &'static str, bool)>,
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
    kind: &'static str,
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
    let chosen = SystemKind::parse(&asked.kind);
    let mut found = gallery(&web, &visitor.actor, &asked.q).await?;
    found.retain(|tile| chosen.is_none_or(|kind| tile.manifest.kind == kind));
    let there_is = |kind: &SystemKind| web.connectors.iter().any(|c| c.manifest().kind == *kind);
    let kinds = SystemKind::ALL.into_iter().filter(there_is);
    let kinds = kinds.map(|kind| (asked.address(Some(kind)), kind.label(), chosen == Some(kind)));
    let every = (asked.address(None), "Every kind", chosen.is_none());
    let kinds = std::iter::once(every).chain(kinds).collect();
    let connected = found.iter().flat_map(|tile| {
        tile.connections.iter().map(|connection| Connected {
            id: connection.id.to_string(),
            name: connection.name.clone(),
            kind: tile.manifest.kind.label(),
            app: tile.manifest.name.clone(),
            letters: letters(&tile.manifest.name),
            account: account(tile.manifest, connection),
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
    Ok(page(&Gallery {
        shell: shell.at("integrations"),
        search: asked.q,
        kind: chosen.map(SystemKind::as_str).unwrap_or_default(),
        kinds,
        tiles,
        connected,
    }))
}
