//! Applications with all that screening looks at, gathered for many in few questions.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;
use model::{
    ApplicationId, CandidateId, CustomFieldId, TagId, WorkspaceId,
    application::Application,
    attachment::{Attachment, AttachmentKind},
    connection::ConnectionStatus,
    job::Stage,
    remote::{Answer, FieldSubject},
    screening::{KnockOut, Subject as LooksAt},
};
use store::{
    Conn,
    hiring::{
        answer, application, attachment, candidate, field,
        field_value::{self, Values},
        tag, workflow,
    },
    integrations::connection,
    screening::{follow_up, result},
    sync::{
        mirror::{self, Kind},
        plan,
    },
};

use super::include::INTERNAL;
use crate::Result;

/// An application with all that screening looks at.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub application: Application,
    pub made_at: Timestamp,
    pub stage: Option<Stage>,
    /// Whether the candidate's record is no longer there.
    pub is_gone: bool,
    /// Whether the person asked not to be screened, for this or another application.
    pub opted_out: bool,
    pub source: String,
    pub is_internal: bool,
    pub answers: Vec<Answer>,
    /// The custom fields that the job's rules look at, by name. No others, so that what is written into one by us is
    /// never taken for news.
    pub fields: Vec<(String, String)>,
    /// The newest résumé.
    pub resume: Option<Attachment>,
    /// The connection from which a résumé is still to be fetched, by name.
    pub awaits: Option<String>,
}

/// The applications in the order in which they were asked for; one that is not there is left out.
pub(super) async fn gather(
    conn: &impl Conn,
    workspace: WorkspaceId,
    ids: &[ApplicationId],
    rules: &[KnockOut],
) -> Result<Vec<Subject>> {
    // Before the résumés are looked for: one that comes in between is then found, and not missed by both.
    let mut awaited = awaited(conn, workspace, ids).await?;
    let found = application::of_ids(conn, workspace, ids).await?;
    let people: BTreeSet<CandidateId> = found.values().map(|(one, _)| one.candidate).collect();
    let people: Vec<CandidateId> = people.into_iter().collect();
    let stages: BTreeSet<_> = found.values().map(|(one, _)| one.stage).collect();
    let made = application::made(conn, workspace, ids).await?;
    let stages = workflow::stages_of_ids(conn, workspace, &stages.into_iter().collect::<Vec<_>>()).await?;
    let known = candidate::of_ids(conn, workspace, &people).await?;
    let opted_out = result::opted_out(conn, workspace, &people).await?;
    let held = tag::of_candidates(conn, workspace, &people).await?;
    let internal = internal_tags(conn, workspace).await?;
    let mut answers = answer::of(conn, workspace, ids).await?;
    // What was answered by letter came later, and counts beside what the application form says.
    for (id, later) in follow_up::asked::answers(conn, workspace, ids).await? {
        answers.entry(id).or_default().extend(later);
    }
    let fields = Fields::of(conn, workspace, ids, &people, rules).await?;
    let mut resumes: HashMap<CandidateId, Attachment> = HashMap::new();
    for resume in attachment::resumes_of(conn, workspace, &people).await? {
        resumes.entry(resume.candidate).or_insert(resume);
    }
    let subject = |id: &ApplicationId| {
        let (application, _) = found.get(id)?.clone();
        let person = application.candidate;
        let source = known.get(&person).map(|known| known.profile.source.clone()).unwrap_or_default();
        let tagged = held.get(&person).is_some_and(|tags| tags.iter().any(|tag| internal.contains(tag)));
        Some(Subject {
            made_at: made.get(id).copied().unwrap_or_default(),
            stage: stages.get(&application.stage).cloned(),
            is_gone: !known.contains_key(&person),
            opted_out: opted_out.contains(&person),
            is_internal: tagged || is_internal(&source),
            source,
            answers: answers.remove(id).unwrap_or_default(),
            fields: fields.named(*id, person),
            resume: resumes.get(&person).cloned(),
            awaits: awaited.remove(id),
            application,
        })
    };
    Ok(ids.iter().filter_map(subject).collect())
}

/// Whether a source or a tag of that name is one of people who work here already.
pub(crate) fn is_internal(name: &str) -> bool {
    name.trim().to_lowercase() == INTERNAL
}

async fn internal_tags(conn: &impl Conn, workspace: WorkspaceId) -> Result<BTreeSet<TagId>> {
    let all = tag::all(conn, workspace).await?.into_iter();
    Ok(all.filter(|tag| is_internal(&tag.name)).map(|tag| tag.id).collect())
}

/// The custom fields that rules look at, with their values.
struct Fields {
    names: BTreeMap<CustomFieldId, String>,
    of_people: HashMap<CandidateId, Values>,
    of_applications: HashMap<ApplicationId, Values>,
}

impl Fields {
    async fn of(
        conn: &impl Conn,
        workspace: WorkspaceId,
        applications: &[ApplicationId],
        people: &[CandidateId],
        rules: &[KnockOut],
    ) -> Result<Self> {
        let mut fields =
            Self { names: BTreeMap::new(), of_people: HashMap::new(), of_applications: HashMap::new() };
        let wanted: BTreeSet<String> = rules.iter().filter_map(field_of).collect();
        if wanted.is_empty() {
            return Ok(fields);
        }
        let mut all = field::all(conn, workspace).await?;
        all.extend(field::of(conn, workspace, FieldSubject::Application).await?);
        let named = all.into_iter().filter(|field| wanted.contains(&bare(&field.name)));
        fields.names = named.map(|field| (field.id, field.name)).collect();
        fields.of_people = field_value::of_candidates(conn, workspace, people).await?;
        fields.of_applications = field_value::of_applications(conn, workspace, applications).await?;
        Ok(fields)
    }

    /// In the order of the fields, so that the same values always make the same input.
    fn named(&self, application: ApplicationId, person: CandidateId) -> Vec<(String, String)> {
        let both = [self.of_people.get(&person), self.of_applications.get(&application)];
        let values = both.into_iter().flatten().flatten();
        values.filter_map(|(id, value)| Some((self.names.get(id)?.clone(), value.clone()))).collect()
    }
}

fn field_of(rule: &KnockOut) -> Option<String> {
    match &rule.subject {
        LooksAt::Field { name } => Some(bare(name)),
        LooksAt::Answer { .. } => None,
    }
}

/// A name without letter case and the signs that forms put after a question.
fn bare(name: &str) -> String {
    name.trim().trim_end_matches(['?', '*', ':', ' ', '.']).to_lowercase()
}

/// Applications that come from a connected system from which their résumé is still to be fetched, with its name.
async fn awaited(
    conn: &impl Conn,
    workspace: WorkspaceId,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, String>> {
    let mut awaited = HashMap::new();
    let there =
        mirror::of_local(conn, workspace, Kind::Application, ids.iter().map(|id| (*id).into())).await?;
    let systems: BTreeSet<_> = there.iter().map(|row| row.connection).collect();
    for id in systems {
        let Some(system) = connection::get(conn, workspace, id).await? else { continue };
        let plan = plan::get(conn, workspace, id).await?;
        if system.status != ConnectionStatus::Enabled || !plan.is_some_and(|plan| plan.take_files) {
            continue;
        }
        let here: HashMap<&str, ApplicationId> = there
            .iter()
            .filter(|row| row.connection == id && row.gone_at.is_none())
            .filter_map(|row| Some((row.external_id.as_str(), row.local?.into())))
            .collect();
        let files = mirror::of_parents(conn, id, Kind::File, here.keys().copied()).await?;
        let resume = AttachmentKind::Resume.as_str();
        let waiting = files
            .iter()
            .filter(|file| file.hash.is_empty() && file.gone_at.is_none() && file.state["kind"] == resume);
        awaited
            .extend(waiting.filter_map(|file| Some((*here.get(file.parent.as_str())?, system.name.clone()))));
    }
    Ok(awaited)
}
