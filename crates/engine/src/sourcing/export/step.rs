//! One person's steps: saved, placed, their labels told, their résumé attached. Each may run twice.

use connect::{Key, Outcome, VendorError, hris::Document};
use model::{
    ProfileId, WorkspaceId,
    crm::{Activity, CrmField, Place},
    handoff::{Problem, ProblemKind},
    note::Note,
    pool::Profile,
    push::{ExportLedger, ExportOutcome, PushSettings},
};
use store::sourcing::{file, record};

use super::Item;
use crate::{App, Error, integrations::open::Open, sourcing::push::try_on::address};

/// What an export needs to know of where it goes.
pub(super) struct Way<'a> {
    pub open: &'a Open,
    pub settings: &'a PushSettings,
    pub place: Place,
    pub fields: &'a [CrmField],
    pub workspace: WorkspaceId,
}

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Save,
    Place,
    Tag,
    Attach,
}

/// Why a step did not come about.
pub(super) enum Stop {
    /// The other system says why.
    Vendor(VendorError),
    /// A person has to do something first.
    Person(Problem),
    /// We failed.
    Ours(Error),
}

impl From<VendorError> for Stop {
    fn from(error: VendorError) -> Self {
        Self::Vendor(error)
    }
}

impl From<store::Error> for Stop {
    fn from(error: store::Error) -> Self {
        Self::Ours(error.into())
    }
}

/// The step that comes next; none where all is done.
pub(super) fn next(ledger: &ExportLedger) -> Option<Step> {
    match ledger {
        ExportLedger { external_id: None, .. } => Some(Step::Save),
        ExportLedger { placed: false, .. } => Some(Step::Place),
        ExportLedger { tagged: false, .. } => Some(Step::Tag),
        ExportLedger { attached: false, .. } => Some(Step::Attach),
        _ => None,
    }
}

/// Does a step and says in the ledger that it is done.
pub(super) async fn run(
    app: &App,
    way: &Way<'_>,
    profile: &Profile,
    item: &mut Item,
    step: Step,
) -> Result<(), Stop> {
    let crm = crate::sourcing::push::crm(way.open)?;
    let (ctx, key) = (&way.open.ctx, Key(item.id.to_string()));
    let there = item.ledger.external_id.clone().unwrap_or_default();
    match step {
        Step::Save => {
            let mapped = way.settings.map(&profile.person, &address(app, profile.id), way.fields);
            if !mapped.problems.is_empty() {
                let sentence =
                    mapped.problems.iter().map(|one| one.message.as_str()).collect::<Vec<_>>().join(" ");
                let problem = Problem { kind: ProblemKind::Fields, sentence, fields: mapped.problems };
                return Err(Stop::Person(problem));
            }
            let receipt = crm.save(ctx, &key, &mapped.record, None).await?;
            item.ledger.external_id = Some(receipt.external_id);
            item.ledger.outcome = Some(match receipt.outcome {
                Outcome::Created => ExportOutcome::Created,
                Outcome::Updated => ExportOutcome::Updated,
                Outcome::AlreadyThere => ExportOutcome::AlreadyThere,
            });
            item.ledger.notes = mapped.notes.into_iter().chain(receipt.notes).collect();
        }
        Step::Place => {
            let receipt = crm.place(ctx, &key, &there, &way.place).await?;
            item.ledger.notes.extend(receipt.notes);
            item.ledger.placed = true;
        }
        Step::Tag => {
            if let Some(kind) = &way.settings.tags_as {
                for tag in &profile.person.tags {
                    let activity = Activity { kind: kind.clone(), text: tag.clone(), at: item.updated_at };
                    crm.enter(ctx, &key, &there, &activity).await?;
                }
            }
            item.ledger.tagged = true;
        }
        Step::Attach => {
            if way.settings.resume
                && let Some(document) = resume(app, way.workspace, profile.id).await?
            {
                match crm.attach(ctx, &key, &there, &document).await {
                    Ok(_) => {}
                    // The person is there: a file that is not taken is said and stops nothing.
                    Err(VendorError::Rejected(_)) => {
                        item.ledger.notes.push(Note::on("resume", "The résumé was not taken there."));
                    }
                    Err(error) => return Err(error.into()),
                }
            }
            item.ledger.attached = true;
        }
    }
    Ok(())
}

/// Their latest résumé.
async fn resume(
    app: &App,
    workspace: WorkspaceId,
    profile: ProfileId,
) -> Result<Option<Document>, store::Error> {
    let mut records = record::of_profiles(&app.db, workspace, &[profile]).await?;
    let records: Vec<_> = records.remove(&profile).unwrap_or_default().iter().map(|one| one.id).collect();
    let Some(latest) = file::of_records(&app.db, workspace, &records).await?.into_iter().next() else {
        return Ok(None);
    };
    let found = file::get(&app.db, workspace, latest.id).await?;
    Ok(found.map(|(file, bytes)| Document {
        name: file.name,
        content_type: file.content_type,
        bytes: bytes.into(),
    }))
}
