//! What the nodes share of a connection in the database: the token, which one of them renews, and the ledger of the
//! vendor's limit, from which each takes its places.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use connect::{
    Clock, VendorError,
    error::Result,
    pace::ledger::{Grant, Ledger, LedgerKeeper, Wish},
    token::{Token, TokenShelf},
};
use model::ConnectionId;
use sha2::{Digest, Sha256};
use store::{
    Db,
    integrations::{
        connection::Connection,
        pace,
        token::{self, Sealed},
    },
    seal::Vault,
};
use uuid::Uuid;

use super::credentials::place;
use crate::{App, dice::Dice};

/// A renewal that takes longer is another one's turn: more than a call may take.
const TURN: Duration = Duration::from_secs(90);

/// The place of a connection's token and of its ledger.
pub(crate) struct Shelf {
    db: Db,
    vault: Arc<Vault>,
    dice: Arc<Dice>,
    clock: Arc<dyn Clock>,
    connection: ConnectionId,
    credentials: String,
    /// The name under which this node takes from the ledger.
    holder: String,
}

impl Shelf {
    /// The place of the token of these very credentials, and of the connection's ledger.
    pub fn of(app: &App, connection: &Connection) -> Self {
        Self {
            db: app.db.clone(),
            vault: Arc::clone(&app.vault),
            dice: Arc::clone(&app.dice),
            clock: Arc::clone(&app.clock),
            connection: connection.id,
            credentials: fingerprint(connection),
            holder: app.id::<Uuid>().to_string(),
        }
    }
}

/// What tells credentials from those that were replaced; nothing can be read from it.
pub(crate) fn fingerprint(connection: &Connection) -> String {
    let mut digest = Sha256::new();
    for (key, value) in connection.settings.iter().chain(&connection.secrets) {
        for part in [key, value] {
            digest.update(part.len().to_le_bytes());
            digest.update(part);
        }
    }
    URL_SAFE_NO_PAD.encode(digest.finalize())
}

#[async_trait]
impl TokenShelf for Shelf {
    async fn kept(&self) -> Result<Option<Token>> {
        let kept = token::of(&self.db, self.connection, &self.credentials).await.map_err(unavailable)?;
        // One that can't be opened, after a change of the sealing key, is asked for anew.
        Ok(kept.and_then(|kept| {
            let secret = self.vault.open(&kept.sealed, &place(self.connection, "token")).ok()?;
            Some(Token { secret, expires_at: kept.expires_at })
        }))
    }

    async fn claim(&self) -> Result<bool> {
        let claimed = async {
            let tx = self.db.begin().await?;
            let claimed =
                token::claim(&tx, self.connection, &self.credentials, self.clock.now(), TURN).await?;
            tx.commit().await?;
            store::Result::Ok(claimed)
        };
        claimed.await.map_err(unavailable)
    }

    async fn put(&self, token: Option<&Token>) -> Result<()> {
        let sealed = token.map(|token| Sealed {
            sealed: self.vault.seal(&token.secret, &place(self.connection, "token"), self.dice.bytes()),
            expires_at: token.expires_at,
        });
        let put = async {
            let tx = self.db.begin().await?;
            token::put(&tx, self.connection, &self.credentials, sealed.as_ref()).await?;
            tx.commit().await
        };
        put.await.map_err(unavailable)
    }
}

#[async_trait]
impl LedgerKeeper for Shelf {
    async fn take(&self, wish: &Wish) -> Result<Grant> {
        let taken = async {
            let tx = self.db.begin().await?;
            let mut ledger: Ledger = pace::lock(&tx, self.connection).await?;
            let grant = ledger.take(&self.holder, wish, self.clock.now());
            pace::put(&tx, self.connection, &ledger).await?;
            tx.commit().await?;
            store::Result::Ok(grant)
        };
        taken.await.map_err(unavailable)
    }
}

fn unavailable(error: store::Error) -> VendorError {
    VendorError::Unavailable(format!("what nodes share of the connection can't be reached: {error}"))
}
