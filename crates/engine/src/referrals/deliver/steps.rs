//! The steps in the system that the job is kept in. Each may run twice and leaves one person, one application, one
//! remark.

use connect::{
    Ctx, Key, VendorError,
    intake::{Arrival, Intake},
};
use model::{
    handoff::{Problem, ProblemKind},
    newcomer::{Destination, NewPerson, Reach, ReachKind, Referrer},
    referral::{ArrivesAs, IntakeStep, Person},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What the steps are given.
pub(super) struct Case<'a> {
    pub intake: &'a dyn Intake,
    pub ctx: &'a Ctx,
    pub key: Key,
    /// The system, as people call it.
    pub there: String,
    pub person: NewPerson,
    /// The job there.
    pub job: String,
    pub arrives_as: ArrivesAs,
    /// The source that referrals have there.
    pub source: Option<String>,
    pub employee: (String, String),
    /// What the remark says.
    pub remark: String,
}

/// Why a step stopped.
#[derive(Debug)]
pub(super) enum Stop {
    /// The system stood against it.
    Vendor(VendorError),
    /// A person has to decide.
    Ask(Problem),
}

impl From<VendorError> for Stop {
    fn from(error: VendorError) -> Self {
        Self::Vendor(error)
    }
}

/// What the first look came to: who is there already, and who is credited.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Looked {
    pub existing: Option<String>,
    pub referrer: Option<Referrer>,
}

/// What was found and made so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    pub looked: Looked,
    /// Whether this very run has seen who is there; before it has, nobody is made.
    pub fresh: bool,
    pub candidate: Option<String>,
}

/// Runs one step and gives what the ledger keeps of it.
pub(super) async fn run(case: &Case<'_>, step: IntakeStep, known: &mut Known) -> Result<Value, Stop> {
    match step {
        IntakeStep::Find => {
            known.looked = look(case).await?;
            known.fresh = true;
            Ok(serde_json::to_value(&known.looked).unwrap_or_default())
        }
        IntakeStep::Save => {
            if !known.fresh {
                // The run that looked first may have made the person and died before it could say so.
                known.looked.existing = existing(case).await?;
                known.fresh = true;
            }
            let existing = known.looked.existing.as_deref();
            let arrival = arrival(case, &known.looked);
            let saved = case.intake.save(case.ctx, &case.key, &case.person, existing, &arrival).await?;
            known.candidate = Some(saved.external_id.clone());
            Ok(json!({"candidate": saved.external_id, "outcome": saved.outcome}))
        }
        IntakeStep::Enter => {
            let candidate = known.candidate.clone().unwrap_or_default();
            let arrival = arrival(case, &known.looked);
            match case.intake.enter(case.ctx, &case.key, &candidate, &arrival).await {
                Ok(entered) => Ok(json!({"application": entered.external_id, "outcome": entered.outcome})),
                Err(VendorError::Conflict(why)) => Err(ask(
                    ProblemKind::Record,
                    format!(
                        "{} did not open an application: {}. The person is there. Open it there and try again, or \
                         say that it was done by hand.",
                        case.there,
                        why.trim_end_matches('.')
                    ),
                )),
                Err(error) => Err(error.into()),
            }
        }
        IntakeStep::Note => {
            let candidate = known.candidate.clone().unwrap_or_default();
            let noted = case.intake.note(case.ctx, &case.key, &candidate, &case.remark).await?;
            Ok(json!({"note": noted.external_id}))
        }
    }
}

async fn look(case: &Case<'_>) -> Result<Looked, Stop> {
    let existing = existing(case).await?;
    let (name, email) = &case.employee;
    let credited = match case.intake.referrer(case.ctx, email).await? {
        Some(id) => Referrer::User(id),
        None => Referrer::Person { name: name.clone(), email: email.clone() },
    };
    Ok(Looked { existing, referrer: Some(credited) })
}

/// The one who is this person there; a person decides where they are several.
async fn existing(case: &Case<'_>) -> Result<Option<String>, Stop> {
    let mut found = case.intake.find(case.ctx, &case.person).await?.found;
    found.sort_by(|one, other| one.external_id.cmp(&other.external_id));
    found.dedup_by(|one, other| one.external_id == other.external_id);
    match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one.external_id.clone())),
        several => Err(ask(
            ProblemKind::Identity,
            format!(
                "{} has {} people who are this person. Nothing was sent. Merge them there, then try again.",
                case.there,
                several.len()
            ),
        )),
    }
}

fn ask(kind: ProblemKind, sentence: String) -> Stop {
    Stop::Ask(Problem { kind, sentence, fields: vec![] })
}

fn arrival(case: &Case<'_>, looked: &Looked) -> Arrival {
    let destination = match case.arrives_as {
        ArrivesAs::Application => Destination::Application { job: case.job.clone(), stage: None },
        ArrivesAs::Prospect => Destination::Prospect { pool: None, stage: None, job: Some(case.job.clone()) },
    };
    Arrival { destination, source: case.source.clone(), referrer: looked.referrer.clone(), resume: None }
}

/// A referred person as another system takes them.
pub(super) fn newcomer(person: &Person) -> NewPerson {
    let reach = |value: &str| {
        let value = value.trim();
        (!value.is_empty()).then(|| Reach { value: value.into(), kind: ReachKind::Private })
    };
    NewPerson {
        first_name: person.first_name.clone(),
        last_name: person.last_name.clone(),
        headline: person.title.clone(),
        company: person.company.clone(),
        emails: reach(&person.email).into_iter().collect(),
        phones: reach(&person.phone).into_iter().collect(),
        profiles: (!person.page.trim().is_empty())
            .then(|| person.page.trim().to_owned())
            .into_iter()
            .collect(),
        ..NewPerson::default()
    }
}
