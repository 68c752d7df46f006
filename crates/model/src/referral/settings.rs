//! What holds for all referrals of a workspace.

use serde::{Deserialize, Serialize};

use super::Sending;

/// As what a referred person arrives in another system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArrivesAs {
    /// Among those who are considered for the job now.
    Application,
    /// Among those who may be considered one day.
    Prospect,
}

/// What holds for all referrals of a workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// When letters and messages go out.
    pub sending: Sending,
    /// After how many sending days an employee is reminded; 0 for never.
    pub remind_days: u32,
    /// How often at most.
    pub reminders: u32,
    /// After how many sending days a request expires.
    pub expire_days: u32,
    /// For how many days a person counts as come through the referral that they accepted first.
    pub owned_days: u32,
    /// Who applied within that many days before the referral was known already.
    pub known_days: u32,
    /// Whether the recruiter's message goes out where the employee doesn't write.
    pub fallback: bool,
    /// After how many sending days.
    pub fallback_days: u32,
    /// As what people arrive in another system.
    pub arrives_as: ArrivesAs,
    /// Whether employees see bonuses before they have one.
    pub shows_bonus: bool,
    /// Whether there is a leaderboard.
    pub leaderboard: bool,
    /// What the person is told of what happens with their data, on the page where they agree.
    pub privacy: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            sending: Sending::default(),
            remind_days: 2,
            reminders: 2,
            expire_days: 7,
            owned_days: 180,
            known_days: 365,
            fallback: true,
            fallback_days: 1,
            arrives_as: ArrivesAs::Application,
            shows_bonus: true,
            leaderboard: true,
            privacy: String::new(),
        }
    }
}

impl Settings {
    /// Whether these settings can be used.
    ///
    /// # Errors
    /// The field and a sentence.
    pub fn check(&self) -> Result<(), (&'static str, &'static str)> {
        self.sending.check()?;
        if !(1..=60).contains(&self.expire_days) {
            return Err(("expire_days", "A request expires after 1 to 60 sending days."));
        }
        if self.remind_days > 60 || self.reminders > 10 || self.fallback_days > 60 {
            return Err(("remind_days", "At most 10 reminders, each within 60 sending days."));
        }
        if !(1..=3_650).contains(&self.owned_days) || self.known_days > 3_650 {
            return Err(("owned_days", "These are days, 1 to 3650."));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_can_be_used_and_what_was_kept_before_is_read() {
        assert_eq!(Settings::default().check(), Ok(()));
        let older: Settings = serde_json::from_str(r#"{"expire_days": 3}"#).unwrap();
        assert_eq!((older.expire_days, older.reminders), (3, 2));
        let endless = Settings { expire_days: 0, ..Settings::default() };
        assert_eq!(endless.check().unwrap_err().0, "expire_days");
    }
}
