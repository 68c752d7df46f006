//! Jobs, each with a workflow of its own.

use std::collections::{BTreeMap, HashMap};

use model::{
    JobId, StageId, WorkflowId,
    job::{Job, JobStatus, Stage, Workflow},
    remote::{FieldSubject, Part, RecordKind, RemoteJob, RemoteRecord, RemoteStage},
};
use serde_json::json;
use store::{
    Tx,
    hiring::{field_value, job, workflow},
    sync::mirror::{self, Kind, Mirror},
};

use super::{Writes, audit_line, content, remarks, row};
use crate::{
    App, Result,
    referrals::matching,
    sync::{scope::Scope, sort::Item},
};

pub(super) async fn apply(
    app: &App,
    tx: &Tx,
    scope: &Scope,
    items: Vec<Item<'_>>,
    writes: &mut Writes,
) -> Result<()> {
    let (space, there) = (scope.workspace(), scope.connection.id);
    let known: Vec<JobId> =
        items.iter().filter_map(|item| Some(item.known.as_ref()?.local?.into())).collect();
    let before = job::of_ids(tx, space, &known).await?;
    let used: Vec<WorkflowId> = before.values().map(|job| job.workflow).collect();
    let flows = workflow::of_ids(tx, space, &used).await?;
    let flows: BTreeMap<WorkflowId, Workflow> = flows.into_iter().map(|flow| (flow.id, flow)).collect();
    let held = field_value::of_jobs(tx, space, &known).await?;
    let ids = items.iter().filter(|item| item.known.is_some()).map(|item| item.incoming.external_id.as_str());
    let mut stages: HashMap<String, Vec<Mirror>> = HashMap::new();
    for stage in mirror::of_parents(tx, there, Kind::Stage, ids).await? {
        stages.entry(stage.parent.clone()).or_default().push(stage);
    }
    let (mut jobs, mut workflows, mut values, mut stale) = (vec![], vec![], vec![], vec![]);
    let mut news = vec![];
    for item in &items {
        let remote = content!(item, Job);
        let id = item.incoming.external_id.as_str();
        let was = item.known.as_ref().and_then(|row| before.get(&JobId(row.local?)));
        let rows = stages.remove(id).unwrap_or_default();
        let kept: HashMap<&str, StageId> =
            rows.iter().filter_map(|row| Some((row.external_id.as_str(), StageId(row.local?)))).collect();
        let flow = Workflow {
            id: was.map_or_else(|| app.id(), |job| job.workflow),
            name: title(remote, id),
            stages: (0..).zip(&remote.stages).map(|(at, stage)| a_stage(app, stage, at, &kept)).collect(),
        };
        let now = a_job(app, item, remote, was, flow.id);
        let (mut taken, refused) = scope.fields.accept(FieldSubject::Job, &remote.fields);
        let had = held.get(&now.id);
        if let Some(had) = had.filter(|_| item.withholds(Part::Fields)) {
            taken.clone_from(had);
        }
        let same_values = had.map_or(taken.is_empty(), |had| *had == taken);
        values.extend(taken.into_iter().map(|(field, value)| (now.id, field, value)));
        if was.is_none_or(|was| *was != now) {
            news.push(now.id);
        }
        match was {
            None => writes.made += 1,
            Some(was) => {
                let flow_was = flows.get(&was.workflow);
                if *was != now || flow_was != Some(&flow) || !same_values {
                    writes.changed += 1;
                    writes.audit.push(audit_line(
                        app,
                        scope,
                        "job.synced",
                        ("job", now.id.into()),
                        told(was, &now),
                    ));
                }
            }
        }
        let listed: Vec<&str> = remote.stages.iter().map(|stage| stage.external_id.as_str()).collect();
        let unlisted = |row: &Mirror| !listed.contains(&row.external_id.as_str());
        stale.extend(rows.into_iter().filter(|row| !item.withholds(Part::Stages) && unlisted(row)));
        writes.notes.extend(remarks(app, scope, item, refused));
        writes.mirror.extend(remote.stages.iter().zip(&flow.stages).map(|(there, here)| {
            let row = row(scope, RecordKind::Job, item.incoming, "taken".into(), Some(here.id.into()));
            let (parent, external_id) = (id.to_owned(), there.external_id.clone());
            Mirror { kind: Kind::Stage, parent, external_id, updated_at: None, seen_in: None, ..row }
        }));
        let taken_over = row(scope, RecordKind::Job, item.incoming, item.hash.clone(), Some(now.id.into()));
        writes.mirror.push(Mirror { state: json!({}), ..taken_over });
        jobs.push((now, item.incoming.created_at.unwrap_or(app.now())));
        workflows.push(flow);
    }
    workflow::put_synced(tx, space, there, &workflows, app.now()).await?;
    job::put_many(tx, space, &jobs).await?;
    matching::jobs_changed(app, tx, space, &news).await?;
    field_value::replace_of_jobs(tx, space, &known, &scope.fields.ids(FieldSubject::Job), &values).await?;
    remove(app, tx, scope, &stale).await
}

/// Takes away the stages that are no more; one where applications stand goes once they have left it.
async fn remove(app: &App, tx: &Tx, scope: &Scope, stale: &[Mirror]) -> Result<()> {
    let ids: Vec<StageId> = stale.iter().filter_map(|row| row.local.map(StageId)).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let removed = workflow::remove_stages(tx, scope.workspace(), &ids).await?;
    let gone =
        |row: &&Mirror| row.gone_at.is_none() && row.local.is_some_and(|id| removed.contains(&StageId(id)));
    for row in stale.iter().filter(gone) {
        mirror::set_gone(tx, row, app.now()).await?;
    }
    Ok(())
}

fn title(remote: &RemoteJob, id: &str) -> String {
    let title = remote.title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() { format!("Job {id}") } else { title }
}

fn a_stage(app: &App, stage: &RemoteStage, position: i32, kept: &HashMap<&str, StageId>) -> Stage {
    let id = kept.get(stage.external_id.as_str()).copied().unwrap_or_else(|| app.id());
    Stage { id, name: stage.name.clone(), kind: stage.kind, position }
}

fn a_job(app: &App, item: &Item<'_>, remote: &RemoteJob, was: Option<&Job>, workflow: WorkflowId) -> Job {
    // A status that means nothing to us changes nothing here.
    let status = remote.status.or(was.map(|job| job.status)).unwrap_or(JobStatus::Draft);
    let kept = |part, there: &String, here: fn(&Job) -> &String| match was {
        Some(was) if item.withholds(part) => here(was).clone(),
        _ => there.clone(),
    };
    Job {
        id: was.map_or_else(|| app.id(), |job| job.id),
        title: title(remote, &item.incoming.external_id),
        status,
        workflow,
        department: kept(Part::Department, &remote.department, |was| &was.department),
        division: kept(Part::Division, &remote.division, |was| &was.division),
        location: kept(Part::Location, &remote.location, |was| &was.location),
        employment_type: remote.employment_type.clone(),
        description: remote.description.clone(),
    }
}

fn told(was: &Job, now: &Job) -> String {
    if was.status == now.status {
        return format!("The job {} was changed there", now.title);
    }
    format!("The job {} is now {}", now.title, now.status.as_str())
}
