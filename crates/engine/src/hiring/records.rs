//! Records a page at a time, as programs read them.

use jiff::Timestamp;
use model::{
    ApplicationId, CandidateId, CommentId, JobId, TagId,
    access::Right,
    application::Application,
    attachment::{Attachment, AttachmentKind},
    candidate::Candidate,
    field::CustomField,
    job::{Job, JobStatus, Stage, Workflow},
    remote::{Answer, FieldSubject},
    tag::Tag,
};
use store::hiring::{
    answer, application, attachment, candidate, comment, field, field_value, list, pages, tag, workflow,
};
pub use store::hiring::{
    list::{After, Filter},
    pages::Of,
};

use super::{Comment, the_application, the_candidate};
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// The most records of a page.
pub const MOST: u64 = 100;

/// A page of records, and whether more follow.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// The records.
    pub items: Vec<T>,
    /// Whether another page follows.
    pub more: bool,
}

impl<T> Page<T> {
    /// What was found where one more was asked for than the page has.
    fn cut(mut items: Vec<T>, limit: u64) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = items.len() > limit;
        items.truncate(limit);
        Self { items, more }
    }
}

/// An application with all that is said of it.
#[derive(Clone, Debug)]
pub struct Full {
    /// The application.
    pub application: Application,
    /// Whose it is.
    pub candidate: Candidate,
    /// Where it stands.
    pub stage: Stage,
    /// When it was made.
    pub made: Timestamp,
    /// When it came to its stage.
    pub moved: Timestamp,
    /// The questions asked and what was answered, in order.
    pub answers: Vec<Answer>,
    /// The tags of the candidate, by name.
    pub tags: Vec<Tag>,
}

/// A page of jobs with their workflows, those of one status where it is named. Who sees no candidates sees open jobs.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Store`].
pub async fn jobs(
    app: &App,
    actor: &Actor,
    status: Option<JobStatus>,
    after: Option<JobId>,
    limit: u64,
) -> Result<Page<(Job, Workflow)>> {
    actor.require(Right::JobsRead)?;
    let status = if actor.role.may(Right::CandidatesRead) { status } else { Some(JobStatus::Open) };
    let found = pages::jobs(&app.db, actor.workspace, status, after, limit + 1).await?;
    let mut flows: Vec<_> = found.iter().map(|job| job.workflow).collect();
    flows.sort_unstable();
    flows.dedup();
    let flows = workflow::of_ids(&app.db, actor.workspace, &flows).await?;
    let flow = |job: &Job| flows.iter().find(|flow| flow.id == job.workflow).cloned();
    let with_flow = found.into_iter().filter_map(|job| Some((flow(&job)?, job)));
    Ok(Page::cut(with_flow.map(|(flow, job)| (job, flow)).collect(), limit))
}

/// A page of applications.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Store`].
pub async fn applications(
    app: &App,
    actor: &Actor,
    of: Of,
    after: Option<ApplicationId>,
    limit: u64,
) -> Result<Page<Full>> {
    actor.require(Right::CandidatesRead)?;
    let found = pages::applications(&app.db, actor.workspace, of, after, limit + 1).await?;
    let page = Page::cut(found, limit);
    Ok(Page { items: full(app, actor, page.items).await?, more: page.more })
}

/// One application.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Denied`].
pub async fn application(app: &App, actor: &Actor, id: ApplicationId) -> Result<Full> {
    actor.require(Right::CandidatesRead)?;
    let (db, workspace) = (&app.db, actor.workspace);
    let gone = Error::NotFound("application");
    let Some((application, moved)) = application::of_ids(db, workspace, &[id]).await?.remove(&id) else {
        return Err(gone);
    };
    let made = application::made(db, workspace, &[id]).await?.remove(&id).unwrap_or(moved);
    full(app, actor, vec![(application, made, moved)]).await?.pop().ok_or(gone)
}

async fn full(
    app: &App,
    actor: &Actor,
    found: Vec<(Application, Timestamp, Timestamp)>,
) -> Result<Vec<Full>> {
    let (db, workspace) = (&app.db, actor.workspace);
    let ids: Vec<_> = found.iter().map(|(application, ..)| application.id).collect();
    let whose: Vec<_> = found.iter().map(|(application, ..)| application.candidate).collect();
    let people = candidate::of_ids(db, workspace, &whose).await?;
    let stages = workflow::stages(db, workspace).await?;
    let mut answers = answer::of(db, workspace, &ids).await?;
    let known = tag::all(db, workspace).await?;
    let held = tag::of_candidates(db, workspace, &whose).await?;
    let mut all = Vec::new();
    for (application, made, moved) in found {
        let (Some(candidate), Some(stage)) =
            (people.get(&application.candidate).cloned(), stages.get(&application.stage).cloned())
        else {
            continue;
        };
        let has = |tag: &&Tag| held.get(&candidate.id).is_some_and(|held| held.contains(&tag.id));
        let tags = known.iter().filter(has).cloned().collect();
        let answers = answers.remove(&application.id).unwrap_or_default();
        all.push(Full { application, candidate, stage, made, moved, answers, tags });
    }
    Ok(all)
}

/// A page of the candidates that the filter lets through, each with when the record was made.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Store`].
pub async fn candidates(
    app: &App,
    actor: &Actor,
    filter: &Filter,
    after: Option<After>,
    limit: u64,
) -> Result<Page<(Candidate, Timestamp)>> {
    actor.require(Right::CandidatesRead)?;
    let found = list::page(&app.db, actor.workspace, filter, after, limit + 1).await?;
    Ok(Page::cut(found.into_iter().map(|row| (row.candidate, row.created_at)).collect(), limit))
}

/// A page of the comments on a candidate.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Denied`].
pub async fn comments(
    app: &App,
    actor: &Actor,
    candidate: CandidateId,
    after: Option<CommentId>,
    limit: u64,
) -> Result<Page<Comment>> {
    actor.require(Right::CandidatesRead)?;
    the_candidate(&app.db, actor.workspace, candidate).await?;
    Ok(Page::cut(pages::comments(&app.db, actor.workspace, candidate, after, limit + 1).await?, limit))
}

/// One comment.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Denied`].
pub async fn comment(app: &App, actor: &Actor, id: CommentId) -> Result<Comment> {
    actor.require(Right::CandidatesRead)?;
    comment::get(&app.db, actor.workspace, id).await?.ok_or(Error::NotFound("comment"))
}

/// The tags of a candidate, by name.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Denied`].
pub async fn tags_of(app: &App, actor: &Actor, candidate: CandidateId) -> Result<Vec<Tag>> {
    actor.require(Right::CandidatesRead)?;
    let (db, workspace) = (&app.db, actor.workspace);
    the_candidate(db, workspace, candidate).await?;
    let held = tag::of_candidates(db, workspace, &[candidate]).await?.remove(&candidate).unwrap_or_default();
    let mut all = tag::all(db, workspace).await?;
    all.retain(|tag| held.contains(&tag.id));
    Ok(all)
}

/// A tag by its name, however it is written, or by its identifier.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Denied`].
pub async fn tag_called(app: &App, actor: &Actor, called: &str) -> Result<TagId> {
    actor.require(Right::CandidatesRead)?;
    let all = tag::all(&app.db, actor.workspace).await?;
    let id: Option<TagId> = called.parse().ok();
    let same = |tag: &&Tag| Some(tag.id) == id || tag.name.eq_ignore_ascii_case(called.trim());
    all.iter().find(same).map(|tag| tag.id).ok_or(Error::NotFound("tag"))
}

/// The fields that records of a kind have.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Store`].
pub async fn fields(app: &App, actor: &Actor, subject: FieldSubject) -> Result<Vec<CustomField>> {
    actor.require(Right::CandidatesRead)?;
    Ok(field::of(&app.db, actor.workspace, subject).await?)
}

/// Every field of candidates with this one's value, empty where there is none.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Denied`].
pub async fn values_of_candidate(
    app: &App,
    actor: &Actor,
    id: CandidateId,
) -> Result<Vec<(CustomField, String)>> {
    let fields = fields(app, actor, FieldSubject::Candidate).await?;
    the_candidate(&app.db, actor.workspace, id).await?;
    let mut values = field::values(&app.db, actor.workspace, id).await?;
    let valued = |field: CustomField| (values.remove(&field.id).unwrap_or_default(), field);
    Ok(fields.into_iter().map(valued).map(|(value, field)| (field, value)).collect())
}

/// Every field of applications with this one's value, empty where there is none.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Denied`].
pub async fn values_of_application(
    app: &App,
    actor: &Actor,
    id: ApplicationId,
) -> Result<Vec<(CustomField, String)>> {
    let fields = fields(app, actor, FieldSubject::Application).await?;
    the_application(&app.db, actor.workspace, id).await?;
    let mut values =
        field_value::of_applications(&app.db, actor.workspace, &[id]).await?.remove(&id).unwrap_or_default();
    let valued = |field: CustomField| (values.remove(&field.id).unwrap_or_default(), field);
    Ok(fields.into_iter().map(valued).map(|(value, field)| (field, value)).collect())
}

/// The files of the candidate that an application is of, newest first. Photographs are none of an application's.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Denied`].
pub async fn files_of_application(app: &App, actor: &Actor, id: ApplicationId) -> Result<Vec<Attachment>> {
    actor.require(Right::CandidatesRead)?;
    let of = the_application(&app.db, actor.workspace, id).await?;
    let mut files = attachment::of_candidate(&app.db, actor.workspace, of.candidate).await?;
    files.retain(|file| file.kind != AttachmentKind::Photo);
    Ok(files)
}
