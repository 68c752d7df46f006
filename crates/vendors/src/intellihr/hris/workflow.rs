//! Starting an onboarding workflow.
//!
//! Nothing tells afterwards whether one was started, and starting it twice sends people everything twice. So it is
//! started by the run that made the job, once; where that came to nothing, a person is told to start it there.

use connect::VendorError;
use model::{hire::HireRecord, note::Note};

use super::form::workflows;
use crate::intellihr::{
    client::Client,
    wire::{Start, StartForm},
};

const FIELD: &str = "onboarding.workflow";

/// Starts the workflow that the record names, if any; gives what has to be said about it.
pub async fn start(client: &Client<'_>, job: &str, record: &HireRecord) -> Vec<Note> {
    let Some(id) = record.get(FIELD) else { return vec![] };
    let why = match attempt(client, job, id).await {
        Ok(()) => return vec![],
        Err(VendorError::Uncertain(why)) => {
            format!(
                "Whether the onboarding workflow was started is not known ({why}). Look in intelliHR before you start it there."
            )
        }
        Err(error) => format!("The onboarding workflow was not started: {error}. Start it in intelliHR."),
    };
    vec![Note::on(FIELD, why)]
}

async fn attempt(client: &Client<'_>, job: &str, id: &str) -> Result<(), VendorError> {
    let (workflows, _) = workflows(client).await?;
    let workflow = workflows
        .into_iter()
        .find(|workflow| workflow.id == id)
        .ok_or_else(|| VendorError::NotFound("it is no longer among intelliHR's workflows".into()))?;
    let forms = workflow.workflow_form_designs.into_iter().map(|form| StartForm { id: form.id }).collect();
    client.start(id, &Start { job_id: job.into(), workflow_form_designs: forms }).await.map(|_| ())
}

/// What is said where the job was there already.
pub fn not_again(record: &HireRecord) -> Option<Note> {
    record.get(FIELD).map(|_| {
        Note::on(
            FIELD,
            "The job was there already, so the onboarding workflow was not started again. Where it never was, start it in intelliHR.",
        )
    })
}
