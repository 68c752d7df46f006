//! Sealing every secret anew with the key in use, so that an old key can be thrown away.

use std::collections::BTreeMap;

use model::ConnectionId;
use store::{
    integrations::{
        connection,
        rehearsal::{self, Kept},
    },
    seal::SealError,
};

use super::credentials::{place, seal};
use crate::{App, Result, announce, mail, messaging, people, referrals::network, screening::meaning};

/// Seals every connection's secrets with the key in use, all or none, and says how many were sealed anew.
///
/// # Errors
/// Where one can't be opened with any key of this process; nothing is changed then.
pub async fn rotate(app: &App) -> Result<usize> {
    let tx = app.db.begin().await?;
    let mut anew = mail::rotate(app, &tx).await? + meaning::rotate(app, &tx).await?;
    anew += network::sealed::rotate(app, &tx).await? + messaging::rotate(app, &tx).await?;
    anew += people::api_key::signed::rotate(app, &tx).await? + announce::rotate(app, &tx).await?;
    for kept in rehearsal::of_all_workspaces(&tx).await? {
        if let Some(sealed) = anew_of(app, kept.connection, &kept.secrets)? {
            anew += sealed.len();
            rehearsal::put(&tx, &Kept { secrets: sealed, ..kept }).await?;
        }
    }
    for connection in connection::of_all_workspaces(&tx).await? {
        let Some(sealed) = anew_of(app, connection.id, &connection.secrets)? else { continue };
        anew += sealed.len();
        connection::set_credentials(&tx, &connection, &connection.settings, &sealed).await?;
    }
    tx.commit().await?;
    Ok(anew)
}

/// The secrets of a connection sealed anew; `None` where the key in use sealed them already.
fn anew_of(
    app: &App,
    of: ConnectionId,
    sealed: &BTreeMap<String, String>,
) -> Result<Option<BTreeMap<String, String>>> {
    if sealed.values().all(|sealed| app.vault.is_current(sealed)) {
        return Ok(None);
    }
    let secrets = sealed
        .iter()
        .map(|(key, sealed)| Ok((key.clone(), app.vault.open(sealed, &place(of, key))?)))
        .collect::<std::result::Result<_, SealError>>()
        .map_err(store::Error::from)?;
    Ok(Some(seal(app, of, &secrets)))
}
