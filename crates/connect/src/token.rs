//! Tokens that a vendor gives for the credentials and that end after a while: asked for once, kept, and renewed
//! before their end by one of all who use the connection.

use std::{sync::Mutex, time::Duration};

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};

use crate::{
    auth::Auth,
    error::{Result, VendorError},
    http::{BoundHttp, Call, Reply},
};

/// A token is renewed so long before its end, while the calls that are under way still use it.
const MARGIN: SignedDuration = SignedDuration::from_mins(2);
/// Who finds another one at the renewal looks again after this time,
const LOOK_AGAIN: Duration = Duration::from_millis(200);
/// so many times: longer than the turn of one who died at it lasts.
const MOST_LOOKS: u32 = 500;

/// A token and its end, by the clock of this program.
#[derive(Clone, Debug)]
pub struct Token {
    /// What proves the call.
    pub secret: SecretString,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl Token {
    /// Whether it is good for a while from now.
    pub(crate) fn is_good(&self, now: Timestamp) -> bool {
        self.expires_at > now + MARGIN
    }

    /// The proof that it is.
    pub(crate) fn bearer(&self) -> Auth {
        Auth::Bearer(self.secret.clone(), vec![])
    }
}

/// How credentials are turned into a token.
pub struct Exchange {
    /// The call that asks for one.
    pub call: Call,
    /// How that call proves who it is from.
    pub proof: Auth,
    /// What its answer means, whatever its status, at this time of this program's clock.
    pub read: fn(&Reply, Timestamp) -> Result<Token>,
}

/// Where a connection's token lies, for all processes that use the connection.
#[async_trait]
pub trait TokenShelf: Send + Sync {
    /// The token that lies there.
    async fn kept(&self) -> Result<Option<Token>>;

    /// Whether the caller may renew it now: false while another one is at it. The right ends by itself, so that a
    /// process which died at it holds nobody up.
    async fn claim(&self) -> Result<bool>;

    /// Puts a new token in the old one's place and ends the claim; `None` where there is none to put.
    async fn put(&self, token: Option<&Token>) -> Result<()>;
}

/// A token that is good for a while, from the shelf or asked for now.
pub(crate) async fn good(
    http: &BoundHttp,
    shelf: &dyn TokenShelf,
    exchange: &Exchange,
    refused: Option<&Token>,
) -> Result<Token> {
    let is_refused = |token: &Token| {
        refused.is_some_and(|refused| refused.secret.expose_secret() == token.secret.expose_secret())
    };
    for _ in 0..MOST_LOOKS {
        let now = http.clock().now();
        let kept = shelf.kept().await?.filter(|token| !is_refused(token) && token.expires_at > now);
        if let Some(token) = kept.as_ref().filter(|token| token.is_good(now)) {
            return Ok(token.clone());
        }
        if shelf.claim().await? {
            let asked = Box::pin(http.with(exchange.proof.clone()).send(exchange.call.clone())).await;
            let made = asked.and_then(|reply| (exchange.read)(&reply, http.clock().now()));
            shelf.put(made.as_ref().ok().or(kept.as_ref())).await?;
            // The one before is good for a little longer: the vendor need not be reachable just now.
            return made.or_else(|error| kept.filter(|_| error.heals_by_itself()).ok_or(error));
        }
        if let Some(token) = kept {
            return Ok(token);
        }
        // Real time, whatever clock is held: it is another one's work that is waited for.
        tokio::time::sleep(LOOK_AGAIN).await;
    }
    Err(VendorError::Unavailable("no token came in time".into()))
}

/// A shelf of this process alone.
#[derive(Default)]
pub struct MemoryShelf(Mutex<(Option<Token>, bool)>);

#[async_trait]
impl TokenShelf for MemoryShelf {
    async fn kept(&self) -> Result<Option<Token>> {
        Ok(self.lock().0.clone())
    }

    async fn claim(&self) -> Result<bool> {
        Ok(!std::mem::replace(&mut self.lock().1, true))
    }

    async fn put(&self, token: Option<&Token>) -> Result<()> {
        *self.lock() = (token.cloned(), false);
        Ok(())
    }
}

impl MemoryShelf {
    fn lock(&self) -> std::sync::MutexGuard<'_, (Option<Token>, bool)> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
