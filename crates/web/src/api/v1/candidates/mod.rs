//! Candidates over the API.

pub mod change;
pub mod create;
pub mod list;
pub mod show;

use jiff::civil::Date;
use model::{
    access::Right,
    candidate::{Candidate, Profile},
    permission::{Resource, Verb},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::api;
use crate::access::{Access, Route, get, patch, post};

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    const READ: Access = api(Right::CandidatesRead, Verb::Read, Resource::Candidate);
    const WRITE: Access = api(Right::CandidatesWrite, Verb::Write, Resource::Candidate);
    vec![
        get("/api/v1/candidates", READ, list::list),
        post("/api/v1/candidates", WRITE, create::create),
        get("/api/v1/candidates/{id}", READ, show::show),
        patch("/api/v1/candidates/{id}", WRITE, change::change),
    ]
}

macro_rules! profile {
    ($($(#[$doc:meta])* $field:ident),* $(,)?) => {
        /// A candidate. An empty text is "not known".
        #[derive(Debug, Serialize, ToSchema)]
        pub struct CandidateBody {
            /// Its identifier.
            pub id: Uuid,
            $($(#[$doc])* pub $field: String,)*
            /// Date of birth, such as `1990-03-31`.
            pub date_of_birth: Option<String>,
        }

        /// What is said of a candidate; what is left out stays as it is.
        #[derive(Debug, Default, Deserialize, ToSchema)]
        #[serde(default, deny_unknown_fields)]
        pub struct SaidOfCandidate {
            $($(#[$doc])* pub $field: Option<String>,)*
            /// Date of birth, such as `1990-03-31`; empty where it is not known.
            pub date_of_birth: Option<String>,
        }

        impl From<Candidate> for CandidateBody {
            fn from(candidate: Candidate) -> Self {
                let profile = candidate.profile;
                Self {
                    id: candidate.id.into(),
                    $($field: profile.$field,)*
                    date_of_birth: profile.date_of_birth.map(|day| day.to_string()),
                }
            }
        }

        impl SaidOfCandidate {
            /// The profile with what is said put in the place of what was there.
            ///
            /// # Errors
            /// Where the date of birth is no day.
            fn over(self, mut profile: Profile) -> engine::Result<Profile> {
                $(if let Some(said) = self.$field { profile.$field = said; })*
                if let Some(day) = self.date_of_birth {
                    profile.date_of_birth = date(&day)?;
                }
                Ok(profile)
            }
        }
    };
}

profile! {
    /// Given name.
    first_name,
    /// Middle name or initial.
    middle_name,
    /// Family name.
    last_name,
    /// The name the person goes by, where it differs.
    preferred_name,
    /// Private e-mail address.
    email,
    /// Phone number as written.
    phone,
    /// As the person gave it.
    gender,
    /// Street and number.
    address_line1,
    /// Flat, building.
    address_line2,
    /// Town.
    city,
    /// State, county or province.
    state,
    /// Postal code.
    postcode,
    /// Country.
    country,
    /// Current or last job title.
    headline,
    /// Address of a profile page.
    profile_url,
    /// Where the person came from. What a key that signs makes comes from the key, by its name.
    source,
}

fn date(text: &str) -> engine::Result<Option<Date>> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let wrong =
        || engine::Error::field("date_of_birth", format!("“{text}” is no day; write it like 1990-03-31."));
    text.trim().parse().map(Some).map_err(|_| wrong())
}
