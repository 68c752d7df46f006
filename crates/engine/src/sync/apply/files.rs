//! The files that applications have there. Only that they are there is kept with the application; their content is
//! fetched apart.

use std::collections::{BTreeSet, HashMap, HashSet};

use model::remote::{RemoteApplication, RemoteFile};
use serde_json::json;
use store::{
    Tx,
    sync::mirror::{self, Kind, Mirror},
};

use crate::{App, Result, sync::scope::Scope};

/// The rows of files that came in a list of their own and are not known yet. One of an application that was not taken
/// over is left to the walk that takes it over.
pub(super) async fn listed(
    app: &App,
    tx: &Tx,
    scope: &Scope,
    files: &[(String, RemoteFile)],
) -> Result<Vec<Mirror>> {
    let owners: BTreeSet<&str> = files.iter().map(|(application, _)| application.as_str()).collect();
    let there = scope.connection.id;
    let known = mirror::of_external(tx, there, Kind::Application, owners.iter().copied()).await?;
    let kept = mirror::of_parents(tx, there, Kind::File, owners.iter().copied()).await?;
    let mut kept: HashSet<(&str, &str)> =
        kept.iter().map(|row| (row.parent.as_str(), row.external_id.as_str())).collect();
    let fresh = files.iter().filter(|(application, file)| {
        let taken = known.get(application).is_some_and(|row| !row.is_erased());
        taken && kept.insert((application, &file.external_id))
    });
    Ok(fresh.map(|(application, file)| new(app, scope, application, file)).collect())
}

/// The rows of the files of some applications, given with their identifiers there and whether they are known.
pub(super) async fn rows(
    app: &App,
    tx: &Tx,
    scope: &Scope,
    applications: &[(&str, &RemoteApplication, bool)],
) -> Result<Vec<Mirror>> {
    let known = applications.iter().filter(|(_, _, known)| *known).map(|(id, _, _)| *id);
    let mut kept: HashMap<String, Vec<Mirror>> = HashMap::new();
    for row in mirror::of_parents(tx, scope.connection.id, Kind::File, known).await? {
        kept.entry(row.parent.clone()).or_default().push(row);
    }
    let mut rows = Vec::new();
    for (id, application, _) in applications {
        let had = kept.remove(*id).unwrap_or_default();
        for file in &application.files {
            let there = had.iter().find(|row| row.external_id == file.external_id);
            if there.is_none_or(|row| row.gone_at.is_some()) {
                rows.push(new(app, scope, id, file));
            }
        }
        let listed = |row: &Mirror| application.files.iter().any(|file| file.external_id == row.external_id);
        let gone = had.into_iter().filter(|row| row.gone_at.is_none() && !listed(row));
        rows.extend(gone.map(|row| Mirror { gone_at: Some(app.now()), ..row }));
    }
    Ok(rows)
}

fn new(app: &App, scope: &Scope, application: &str, file: &RemoteFile) -> Mirror {
    Mirror {
        connection: scope.connection.id,
        kind: Kind::File,
        parent: application.into(),
        external_id: file.external_id.clone(),
        local: Some(app.id()),
        hash: String::new(),
        state: json!({"kind": file.kind.as_str(), "name": file.name}),
        updated_at: None,
        seen_in: None,
        gone_at: None,
        problem: None,
        raw: None,
    }
}
