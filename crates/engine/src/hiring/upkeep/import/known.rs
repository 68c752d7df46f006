//! What a row can name: fields, tags, jobs and their stages.

use std::collections::{BTreeMap, HashMap};

use model::{
    JobId, TagId, WorkflowId, WorkspaceId,
    contact::normal_name,
    field::CustomField,
    job::{Job, JobStatus, Stage, Workflow},
    remote::RecordKind,
    tag::Tag,
};
use store::{
    Conn,
    hiring::{field, job, tag, workflow},
};

use crate::{error::Result, sync::origin};

/// What a row can name.
#[derive(Default)]
pub(super) struct Known {
    /// The workspace's own fields.
    pub fields: Vec<CustomField>,
    tags: HashMap<String, Tag>,
    jobs: HashMap<String, Vec<Job>>,
    workflows: BTreeMap<WorkflowId, Workflow>,
    /// The systems that keep jobs in step.
    kept: HashMap<JobId, String>,
}

impl Known {
    pub async fn load(conn: &impl Conn, workspace: WorkspaceId) -> Result<Self> {
        let fields = field::all(conn, workspace).await?;
        let tags = tag::all(conn, workspace).await?;
        let workflows = workflow::all(conn, workspace).await?;
        let jobs = job::all(conn, workspace).await?;
        let ids: Vec<_> = jobs.iter().map(|job| job.id.into()).collect();
        let kept = origin::systems(conn, workspace, RecordKind::Job, ids).await?;
        let kept = kept.into_iter().map(|(id, system)| (id.into(), system)).collect();
        Ok(Self { kept, ..Self::of(fields, tags, jobs, workflows) })
    }

    pub fn of(fields: Vec<CustomField>, tags: Vec<Tag>, jobs: Vec<Job>, workflows: Vec<Workflow>) -> Self {
        let mut titled: HashMap<String, Vec<Job>> = HashMap::new();
        for job in jobs {
            titled.entry(normal_name(&job.title)).or_default().push(job);
        }
        Self {
            fields,
            tags: tags.into_iter().map(|tag| (normal_name(&tag.name), tag)).collect(),
            jobs: titled,
            workflows: workflows.into_iter().map(|workflow| (workflow.id, workflow)).collect(),
            kept: HashMap::new(),
        }
    }

    pub fn tag(&self, name: &str) -> std::result::Result<(TagId, &str), String> {
        let found = self.tags.get(&normal_name(name));
        found.map(|tag| (tag.id, tag.name.as_str())).ok_or_else(|| {
            format!("There is no tag “{name}”; an administrator can make it in Settings > Tags.")
        })
    }

    /// The job of a title; where several have it, the one that is open.
    pub fn job(&self, title: &str) -> std::result::Result<&Job, String> {
        let found = self.jobs.get(&normal_name(title)).map_or(&[][..], Vec::as_slice);
        let open: Vec<_> = found.iter().filter(|job| job.status == JobStatus::Open).collect();
        let job = match (found, &open[..]) {
            ([], _) => return Err(format!("There is no job “{title}”.")),
            ([only], _) => only,
            (_, [only]) => *only,
            (several, _) => {
                return Err(format!("There are {} jobs “{title}”; rename one of them first.", several.len()));
            }
        };
        self.kept.get(&job.id).map_or(Ok(job), |system| Err(origin::applies_there(&job.title, system)))
    }

    /// The stage of that name in a job, or of that kind's word; where new applications start if none is named.
    pub fn stage(&self, job: &Job, name: &str) -> std::result::Result<&Stage, String> {
        let workflow =
            self.workflows.get(&job.workflow).ok_or_else(|| format!("“{}” has no stages.", job.title))?;
        if name.is_empty() {
            return workflow.start().ok_or_else(|| format!("“{}” has no stage to start at.", job.title));
        }
        let (wanted, stages) = (normal_name(name), &workflow.stages);
        let named = stages.iter().find(|stage| normal_name(&stage.name) == wanted);
        named.or_else(|| stages.iter().find(|stage| stage.kind.as_str() == wanted)).ok_or_else(|| {
            let names: Vec<_> = stages.iter().map(|stage| stage.name.as_str()).collect();
            format!("“{}” has no stage “{name}”; it has {}.", job.title, names.join(", "))
        })
    }
}
