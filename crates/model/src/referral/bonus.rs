//! What an employee gets for a hire, and where that stands.

use serde::{Deserialize, Serialize};

/// Where a bonus stands. A referral without a hire has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BonusState {
    /// The person was hired; the waiting time runs.
    Pending,
    /// The waiting time is over: it can be paid.
    Eligible,
    /// It is not paid; the reason stands beside it.
    Ineligible,
    /// It was paid.
    Paid,
}

/// What happens to a bonus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BonusEvent {
    /// The waiting time is over.
    Waited,
    /// Somebody paid it.
    Paid,
    /// Somebody, or the end of the employment, decided that it is not paid.
    Refused,
    /// The refusal was a mistake.
    Restored,
}

impl BonusState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Pending, Self::Eligible, Self::Ineligible, Self::Paid];

    /// The word in the database, in exports and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Eligible => "eligible",
            Self::Ineligible => "ineligible",
            Self::Paid => "paid",
        }
    }

    /// The name shown to a person.
    pub fn label(self) -> &'static str {
        match self {
            Self::Pending => "Pending",
            Self::Eligible => "Eligible",
            Self::Ineligible => "Not eligible",
            Self::Paid => "Paid",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Where it goes when something happens; `None` where that can't happen. What was paid stays paid, whatever comes.
    pub fn next(self, event: BonusEvent) -> Option<Self> {
        match (self, event) {
            (Self::Pending, BonusEvent::Waited) => Some(Self::Eligible),
            (Self::Eligible, BonusEvent::Paid) => Some(Self::Paid),
            (Self::Pending | Self::Eligible, BonusEvent::Refused) => Some(Self::Ineligible),
            (Self::Ineligible, BonusEvent::Restored) => Some(Self::Pending),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EVENTS: [BonusEvent; 4] =
        [BonusEvent::Waited, BonusEvent::Paid, BonusEvent::Refused, BonusEvent::Restored];

    #[test]
    fn words_read_back() {
        for state in BonusState::ALL {
            assert_eq!(BonusState::parse(state.as_str()), Some(state));
        }
    }

    proptest! {
        #[test]
        fn nothing_is_paid_before_its_time_nor_twice(list in prop::collection::vec(prop::sample::select(EVENTS.to_vec()), 0..40)) {
            let (mut state, mut waited, mut paid) = (BonusState::Pending, false, 0);
            for event in list {
                let Some(next) = state.next(event) else { continue };
                waited = (waited || event == BonusEvent::Waited) && event != BonusEvent::Restored;
                if next == BonusState::Paid {
                    paid += 1;
                    prop_assert!(waited);
                }
                state = next;
            }
            prop_assert!(paid <= 1);
        }
    }
}
