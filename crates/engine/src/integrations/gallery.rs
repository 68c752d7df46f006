//! The gallery: every system that can be connected, and the connections there are.

use std::collections::BTreeMap;

use connect::Manifest;
use model::{access::Right, connection::ConnectionStatus};
use store::integrations::connection::{self, Connection};

use crate::{Actor, App, Result};

/// One system of the gallery.
pub struct Tile {
    /// Its facts.
    pub manifest: &'static Manifest,
    /// Its connections, without those that were taken away.
    pub connections: Vec<Connection>,
}

/// The systems whose name, kind or summary has every word of the search; all for an empty search.
pub async fn gallery(app: &App, actor: &Actor, search: &str) -> Result<Vec<Tile>> {
    actor.require(Right::IntegrationsManage)?;
    let mut by_vendor: BTreeMap<String, Vec<Connection>> = BTreeMap::new();
    for connection in connection::all(&app.db, actor.workspace).await? {
        if connection.status != ConnectionStatus::Disconnected {
            by_vendor.entry(connection.vendor.clone()).or_default().push(connection);
        }
    }
    Ok(app
        .connectors
        .iter()
        .map(|connector| connector.manifest())
        .filter(|manifest| matches(manifest, search))
        .map(|manifest| Tile {
            manifest,
            connections: by_vendor.remove(&manifest.vendor).unwrap_or_default(),
        })
        .collect())
}

fn matches(manifest: &Manifest, search: &str) -> bool {
    let text =
        format!("{} {} {} {}", manifest.vendor, manifest.name, manifest.kind.label(), manifest.summary)
            .to_lowercase();
    search.to_lowercase().split_whitespace().all(|word| text.contains(word))
}
