//! Time as a parameter.

use std::{sync::Mutex, time::Duration};

use jiff::Timestamp;

/// Says what time it is, and waits. The binary passes the system's; a test holds its own.
#[async_trait::async_trait]
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> Timestamp;
    /// Comes back when the duration has passed.
    async fn sleep(&self, duration: Duration);
}

/// The machine's clock.
pub struct SystemClock;

#[async_trait::async_trait]
impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the machine's time enters")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}

/// A clock in the hand of a test or of a sandbox: it stands until it is moved, and a sleep moves it.
pub struct HeldClock(Mutex<Timestamp>);

impl HeldClock {
    /// A clock that stands at a time.
    pub fn at(now: Timestamp) -> Self {
        Self(Mutex::new(now))
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: Duration) {
        let mut now = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *now += by;
    }

    /// Sets the clock, forward or back.
    pub fn set(&self, to: Timestamp) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = to;
    }
}

#[async_trait::async_trait]
impl Clock for HeldClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    async fn sleep(&self, duration: Duration) {
        self.advance(duration);
        tokio::task::yield_now().await;
    }
}
