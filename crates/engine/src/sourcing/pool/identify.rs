//! Who a record is: somebody the pool knows, somebody new, or somebody of whom a person says so.

use identity::{
    Thresholds, Traits, Verdict, Weights, explain,
    traits::{digits, plain},
    verdict::judge,
};
use model::{
    ProfileId, WorkspaceId,
    contact::{normal_email, normal_page, normal_phone},
    pool::{Person, Profile},
};
use store::{
    Conn,
    sourcing::{key, profile},
};

use crate::error::Result;

/// A value that more people than this share tells nobody apart.
const SHARED: u64 = 20;

/// Somebody the pool knows who may be the same.
pub(crate) struct Likely {
    /// Who.
    pub profile: ProfileId,
    /// How likely, from 0 to 1.
    pub likelihood: f64,
    /// What speaks for it and against it.
    pub reasons: Vec<String>,
}

/// Who a record is.
#[derive(Default)]
pub(crate) struct Identified {
    /// Whom the pool knows them as; `None` for somebody new.
    pub same: Option<Likely>,
    /// Who else they may be.
    pub ask: Vec<Likely>,
}

/// Says who a person is among those the pool knows, without those of `but`.
pub(crate) async fn identify(
    conn: &impl Conn,
    workspace: WorkspaceId,
    person: &Person,
    but: &[ProfileId],
) -> Result<Identified> {
    let holders = key::holders(conn, workspace, &person.keys(), SHARED).await?;
    let others: Vec<ProfileId> = holders.into_iter().filter(|id| !but.contains(id)).collect();
    if others.is_empty() {
        return Ok(Identified::default());
    }
    let known = profile::of_ids(conn, workspace, &others).await?;
    Ok(among(person, known.into_values()))
}

fn among(person: &Person, known: impl Iterator<Item = Profile>) -> Identified {
    let (weights, ours) = (Weights::fixed(), traits(person));
    let (mut same, mut ask) = (Vec::new(), Vec::new());
    for other in known {
        let theirs = traits(&other.person);
        let likely =
            |likelihood| Likely { profile: other.id, likelihood, reasons: explain(&ours, &theirs, &weights) };
        match judge(&ours, &theirs, &weights, Thresholds::default()) {
            Verdict::Same { likelihood } => same.push(likely(likelihood)),
            Verdict::Ask { likelihood } => ask.push(likely(likelihood)),
            Verdict::Different => {}
        }
    }
    same.sort_by(|a, b| b.likelihood.total_cmp(&a.likelihood).then(a.profile.cmp(&b.profile)));
    let mut same = same.into_iter();
    let best = same.next();
    // That two whom the pool holds apart are one because of a third is for a person to say.
    ask.extend(same);
    Identified { same: best, ask }
}

/// What is compared of a person.
pub(crate) fn traits(person: &Person) -> Traits {
    Traits {
        emails: person.emails.iter().filter_map(|reach| normal_email(&reach.value)).collect(),
        phones: person.phones.iter().filter_map(|reach| normal_phone(&reach.value)).collect(),
        pages: person.pages.iter().filter_map(|page| normal_page(page)).collect(),
        first: plain(&person.first_name),
        last: plain(&person.last_name),
        birth: person.birth.map(|date| digits(&date.to_string())).unwrap_or_default(),
        street: plain(&person.street),
        city: plain(&person.city),
        postcode: plain(&person.postcode),
        company: plain(&person.company),
        ..Traits::default()
    }
}
