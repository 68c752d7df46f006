//! Sealing every secret anew with the key in use, so that an old key can be thrown away.

use store::{integrations::connection, seal::SealError};

use super::credentials::{place, seal};
use crate::{App, Result};

/// Seals every connection's secrets with the key in use, all or none, and says how many were sealed anew.
///
/// # Errors
/// Where one can't be opened with any key of this process; nothing is changed then.
pub async fn rotate(app: &App) -> Result<usize> {
    let tx = app.db.begin().await?;
    let mut anew = 0;
    for connection in connection::of_all_workspaces(&tx).await? {
        if connection.secrets.values().all(|sealed| app.vault.is_current(sealed)) {
            continue;
        }
        let secrets = connection
            .secrets
            .iter()
            .map(|(key, sealed)| Ok((key.clone(), app.vault.open(sealed, &place(connection.id, key))?)))
            .collect::<std::result::Result<_, SealError>>()
            .map_err(store::Error::from)?;
        let sealed = seal(app, connection.id, &secrets);
        anew += sealed.len();
        connection::set_credentials(&tx, &connection, &connection.settings, &sealed).await?;
    }
    tx.commit().await?;
    Ok(anew)
}
