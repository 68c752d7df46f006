//! Find: who is there already, and so whether an employee is made or changed, or a person is asked.

use connect::VendorError;
use model::{
    handoff::{Decision, ProblemKind, Step},
    hire::{EmployeeMatch, MatchedBy},
};
use serde::{Deserialize, Serialize};
use store::integrations::{ledger::StepState, link};

use super::{Outcome, Stop};
use crate::{App, handoff::deliver::Delivery};

/// What the ledger keeps of the look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::handoff) struct Found {
    /// Who was there before anything was made: whoever appears later was made by this hand-off.
    pub known: Vec<String>,
    /// What is to be done.
    pub target: Target,
}

/// What is to be done about the employee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::handoff) enum Target {
    /// Make one.
    Create,
    /// Change this one.
    Update(String),
}

pub(super) async fn find(app: &App, delivery: &mut Delivery) -> Result<Outcome, Stop> {
    let found = match known_employee(app, delivery).await? {
        Some(id) => Found { known: vec![], target: Target::Update(id) },
        None => look(app, delivery).await?,
    };
    let mut handoff = delivery.handoff.clone();
    handoff.matches = vec![];
    let result = serde_json::to_value(&found).unwrap_or_default();
    Ok(Outcome::Done { result, handoff: Box::new(handoff) })
}

/// The employee that this candidate is, as far as it is known without a call.
async fn known_employee(app: &App, delivery: &Delivery) -> Result<Option<String>, Stop> {
    let handoff = &delivery.handoff;
    match (&handoff.external_id, &handoff.decision) {
        (Some(id), _) => return Ok(Some(id.clone())),
        (None, Some(Decision::CreateNew)) => return Ok(None),
        (None, Some(Decision::Update(id))) => {
            let owners = link::of_external(
                &app.db,
                delivery.workspace(),
                handoff.connection,
                std::slice::from_ref(id),
            )
            .await?;
            if owners.iter().all(|link| link.candidate == handoff.candidate) {
                return Ok(Some(id.clone()));
            }
        }
        (None, None) => {}
    }
    let link = link::of(&app.db, delivery.workspace(), handoff.connection, handoff.candidate).await?;
    Ok(link.map(|link| link.external_id))
}

async fn look(app: &App, delivery: &mut Delivery) -> Result<Found, Stop> {
    let matches = seen(delivery).await?;
    let known: Vec<_> = matches.iter().map(|found| found.external_id.clone()).collect();
    let owners =
        link::of_external(&app.db, delivery.workspace(), delivery.handoff.connection, &known).await?;
    let there = delivery.connection.name.clone();
    let others = owners.iter().any(|link| link.candidate != delivery.handoff.candidate);
    if others {
        return Err(Stop::ask(
            ProblemKind::Identity,
            format!(
                "{there} has this person as the employee of another candidate. Correct the e-mail address; or cancel this, merge the two candidates into the one that was sent, and send that. Nothing was sent."
            ),
            matches,
        ));
    }
    let create_new = delivery.handoff.decision == Some(Decision::CreateNew);
    let taken = matches.iter().any(|found| found.active && found.by == MatchedBy::Email);
    if taken || (!create_new && !matches.is_empty()) {
        return Err(Stop::ask(ProblemKind::Identity, question(&there, &matches), matches));
    }
    Ok(Found { known, target: Target::Create })
}

/// Asks the vendor who is there.
pub(super) async fn seen(delivery: &mut Delivery) -> Result<Vec<EmployeeMatch>, VendorError> {
    let (hris, ctx) = delivery.hris()?;
    let matches = hris.find(ctx, &hris.identity(&delivery.handoff.record)).await?;
    delivery.looked = true;
    Ok(matches)
}

/// What the ledger says was found, where the step is done.
pub(super) fn found(delivery: &Delivery) -> Option<Found> {
    let entry = delivery.ledger.iter().find(|entry| entry.step == Step::Find)?;
    (entry.state == StepState::Done).then(|| serde_json::from_value(entry.result.clone()).ok())?
}

fn question(there: &str, matches: &[EmployeeMatch]) -> String {
    let who = match matches {
        [one] => format!("{} ({})", one.name, if one.active { "works there" } else { "left" }),
        many => format!("{} people", many.len()),
    };
    format!(
        "{there} already has {who} who may be this person. Decide whether it is the same. Nothing was sent, everything typed is kept."
    )
}
