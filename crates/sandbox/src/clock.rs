//! A sandbox's own time, which its control page moves.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use connect::Clock;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

/// Runs with the clock behind it, or ahead of or behind it, or stands.
pub(crate) struct WorldClock {
    behind: Arc<dyn Clock>,
    setting: Mutex<Setting>,
}

#[derive(Clone, Copy)]
enum Setting {
    Runs(SignedDuration),
    Stands(Timestamp),
}

/// How a sandbox's clock goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Pace {
    /// With the real time.
    Real,
    /// As fast as the real time, some way off it.
    Offset,
    /// Not at all.
    Held,
}

impl WorldClock {
    pub fn new(behind: Arc<dyn Clock>) -> Self {
        Self { behind, setting: Mutex::new(Setting::Runs(SignedDuration::ZERO)) }
    }

    pub fn pace(&self) -> Pace {
        match *self.setting() {
            Setting::Runs(offset) if offset.is_zero() => Pace::Real,
            Setting::Runs(_) => Pace::Offset,
            Setting::Stands(_) => Pace::Held,
        }
    }

    /// Moves it, forward or back; whether it goes or stands stays as it is. `None` where no calendar reaches.
    pub fn advance(&self, by: SignedDuration) -> Option<()> {
        let mut setting = self.setting();
        *setting = match *setting {
            Setting::Stands(at) => Setting::Stands(at.checked_add(by).ok()?),
            Setting::Runs(offset) => {
                let offset = offset.checked_add(by)?;
                self.behind.now().checked_add(offset).ok()?;
                Setting::Runs(offset)
            }
        };
        Some(())
    }

    /// Lets it stand at a time.
    pub fn hold(&self, at: Timestamp) {
        *self.setting() = Setting::Stands(at);
    }

    /// Lets it go with the real time again.
    pub fn release(&self) {
        *self.setting() = Setting::Runs(SignedDuration::ZERO);
    }

    fn setting(&self) -> MutexGuard<'_, Setting> {
        self.setting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait::async_trait]
impl Clock for WorldClock {
    fn now(&self) -> Timestamp {
        match *self.setting() {
            // The offset was tried when it was set; only at the calendar's very end does this stop growing.
            Setting::Runs(offset) => self.behind.now().checked_add(offset).unwrap_or(Timestamp::MAX),
            Setting::Stands(at) => at,
        }
    }

    async fn sleep(&self, duration: Duration) {
        if self.pace() != Pace::Held {
            return self.behind.sleep(duration).await;
        }
        // A clock that stands is moved by those who wait for it, else they would wait for ever.
        if let Ok(by) = SignedDuration::try_from(duration) {
            self.advance(by);
        }
        tokio::task::yield_now().await;
    }
}

#[cfg(test)]
mod tests {
    use connect::clock::HeldClock;

    use super::*;

    #[test]
    fn it_runs_ahead_stands_and_comes_back() {
        let real = Arc::new(HeldClock::at("2026-03-01T00:00:00Z".parse().unwrap()));
        let clock = WorldClock::new(real.clone());
        assert_eq!(clock.pace(), Pace::Real);
        clock.advance(SignedDuration::from_hours(24)).unwrap();
        real.advance(Duration::from_secs(60));
        assert_eq!(clock.now().to_string(), "2026-03-02T00:01:00Z");
        clock.hold("2027-01-01T00:00:00Z".parse().unwrap());
        real.advance(Duration::from_secs(60));
        clock.advance(SignedDuration::from_secs(5)).unwrap();
        assert_eq!((clock.now().to_string().as_str(), clock.pace()), ("2027-01-01T00:00:05Z", Pace::Held));
        clock.release();
        assert_eq!(clock.now(), real.now());
        assert_eq!(clock.advance(SignedDuration::MAX), None);
    }
}
