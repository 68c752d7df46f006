//! Fills an empty installation with the invented company, in one go, so that the demo is ready at once.

use std::{collections::BTreeMap, time::Duration};

use engine::{
    App, Error,
    people::{NewSession, Visitor, accept_invitation, invite, setup},
};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use model::{
    ApplicationId, CandidateId, CustomFieldId, JobId, StageId, TagCategoryId, TagId, UserId, WorkspaceId,
    application::Application,
    attachment::{Attachment, AttachmentKind},
    candidate::Candidate,
    field::CustomField,
    job::{Job, JobStatus, Stage, StageKind, Workflow},
    tag::{Tag, TagCategory},
    workspace::WorkspaceKind,
};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use store::{
    Tx,
    hiring::{application, attachment, candidate, comment, field, job, movement, tag, workflow},
};

use super::{
    application as demo,
    company::{Company, TeamMember},
    people::Person,
    screening,
};
use crate::output::Failure;

/// What everyone of the invented company signs in with. It opens nothing but a demo.
pub const PASSWORD: &str = "gangway-demo-bridge";

/// Makes the company's workspace, people and records, and gives back its administrator; `None` where the
/// installation is not empty.
///
/// # Errors
/// Where the database stands against it.
pub async fn seed(app: &App, company: &Company) -> Result<Option<NewSession>, Failure> {
    let Some(link) = setup::one_time_link(app).await? else { return Ok(None) };
    let (first, others) = company.team.split_first().ok_or("the company has no team")?;
    let here = Visitor { address: "local".into(), user_agent: "demo".into() };
    let administrator = setup::create_first(
        app,
        link.expose_secret(),
        &setup::First {
            company: company.name.into(),
            kind: WorkspaceKind::Sandbox,
            name: first.name.into(),
            email: first.email.into(),
            password: PASSWORD.into(),
        },
        &here,
    )
    .await?;
    let mut team = vec![administrator.actor.user];
    for member in others {
        team.push(join(app, &administrator, member, &here).await?);
    }
    let tx = app.db.begin().await?;
    let writer = Writer { app, tx: &tx, workspace: administrator.actor.workspace, company, team };
    writer.write().await?;
    tx.commit().await?;
    screening::screen(app, &administrator.actor).await?;
    Ok(Some(administrator))
}

async fn join(
    app: &App,
    administrator: &NewSession,
    member: &TeamMember,
    here: &Visitor,
) -> Result<Option<UserId>, Error> {
    let (_, link) = invite::invite(app, &administrator.actor, member.email, member.role).await?;
    let password = SecretString::from(PASSWORD);
    let session =
        accept_invitation::accept_invitation(app, link.expose_secret(), member.name, &password, here).await?;
    Ok(session.actor.user)
}

/// Writes the company's records, each kind by the hundred.
struct Writer<'a> {
    app: &'a App,
    tx: &'a Tx,
    workspace: WorkspaceId,
    company: &'a Company,
    team: Vec<Option<UserId>>,
}

impl Writer<'_> {
    async fn write(&self) -> Result<(), store::Error> {
        let workflows = self.workflows().await?;
        let jobs = self.jobs(&workflows).await?;
        let fields = self.fields().await?;
        let tags = self.tags().await?;
        let people: Vec<(CandidateId, &Person)> =
            self.company.people.iter().map(|person| (self.app.id(), person)).collect();
        self.candidates(&people).await?;
        self.applications(&people, &workflows, &jobs).await?;
        let values = people.iter().flat_map(|(id, person)| {
            person.fields.iter().map(|(field, value)| (*id, fields[*field], value.clone()))
        });
        field::insert_values(self.tx, self.workspace, &values.collect::<Vec<_>>()).await?;
        let held = people.iter().flat_map(|(id, person)| person.tags.iter().map(|name| (*id, tags[name])));
        tag::give(self.tx, self.workspace, &held.collect::<Vec<_>>()).await?;
        self.comments(&people).await?;
        self.files(&people).await
    }

    async fn workflows(&self) -> Result<Vec<Workflow>, store::Error> {
        let mut all = vec![];
        for of in self.company.workflows {
            let stages = of.stages.iter().enumerate().map(|(position, (name, kind))| Stage {
                id: self.app.id(),
                name: (*name).into(),
                kind: *kind,
                position: i32::try_from(position).unwrap_or(i32::MAX),
            });
            let made = Workflow { id: self.app.id(), name: of.name.into(), stages: stages.collect() };
            workflow::insert(self.tx, self.workspace, &made, self.app.now()).await?;
            all.push(made);
        }
        Ok(all)
    }

    async fn jobs(&self, workflows: &[Workflow]) -> Result<Vec<JobId>, store::Error> {
        let mut ids = vec![];
        for of in self.company.jobs {
            let made = Job {
                id: self.app.id(),
                title: of.title.into(),
                status: JobStatus::Open,
                workflow: workflows[of.workflow].id,
                department: of.department.into(),
                division: of.division.into(),
                location: of.location.into(),
                employment_type: of.employment_type.into(),
                description: of.description.into(),
            };
            // Lists show the newest first: the company's first job is the newest.
            let at = self.app.now() - Duration::from_secs(ids.len() as u64 * 3600);
            job::insert(self.tx, self.workspace, &made, at).await?;
            ids.push(made.id);
        }
        Ok(ids)
    }

    async fn fields(&self) -> Result<Vec<CustomFieldId>, store::Error> {
        let mut ids = vec![];
        for of in self.company.fields {
            let options = of.options.iter().map(|option| (*option).to_owned()).collect();
            let made = CustomField { id: self.app.id(), name: of.name.into(), kind: of.kind, options };
            // Each a moment after the one before, so that pages show them in the company's own order.
            let at = self.app.now() + Duration::from_millis(ids.len() as u64);
            field::insert(self.tx, self.workspace, &made, at).await?;
            ids.push(made.id);
        }
        Ok(ids)
    }

    async fn tags(&self) -> Result<BTreeMap<&'static str, TagId>, store::Error> {
        let mut ids = BTreeMap::new();
        for of in self.company.tag_categories {
            let category: TagCategoryId = self.app.id();
            let made = TagCategory { id: category, name: of.name.into(), colour: of.colour.into() };
            tag::put_category(self.tx, self.workspace, &made).await?;
            for name in of.tags {
                let made = Tag { id: self.app.id(), category, name: (*name).into() };
                tag::put(self.tx, self.workspace, &made).await?;
                ids.insert(*name, made.id);
            }
        }
        Ok(ids)
    }

    async fn candidates(&self, people: &[(CandidateId, &Person)]) -> Result<(), store::Error> {
        let rows: Vec<_> = people
            .iter()
            .map(|(id, person)| {
                let first = person.applications.first().map(|application| at(application.applied_at));
                (
                    Candidate { id: *id, profile: person.profile.clone() },
                    first.unwrap_or_else(|| self.app.now()),
                )
            })
            .collect();
        candidate::insert_many(self.tx, self.workspace, &rows).await
    }

    async fn applications(
        &self,
        people: &[(CandidateId, &Person)],
        workflows: &[Workflow],
        jobs: &[JobId],
    ) -> Result<(), store::Error> {
        let (mut rows, mut moves) = (vec![], vec![]);
        for (candidate, of) in
            people.iter().flat_map(|(id, person)| person.applications.iter().map(|of| (*id, of)))
        {
            let stages = &workflows[self.company.jobs[of.job].workflow].stages;
            let id: ApplicationId = self.app.id();
            let stage: StageId = stages[of.stage].id;
            let application =
                Application { id, candidate, job: jobs[of.job], stage, offer: of.offer.clone() };
            rows.push((application, at(of.applied_at), at(of.moved_at)));
            moves.extend(self.way(id, stages, of));
        }
        application::insert_many(self.tx, self.workspace, &rows).await?;
        movement::insert_many(self.tx, self.workspace, &moves).await
    }

    /// How an application came to its stage: through the stages before it, at even distances of time. Whoever was
    /// rejected had come no further than the review.
    fn way(&self, id: ApplicationId, stages: &[Stage], of: &demo::Application) -> Vec<movement::Movement> {
        let last = &stages[of.stage];
        let passed = stages[..of.stage].iter().filter(|stage| match last.kind {
            StageKind::Rejected => matches!(stage.kind, StageKind::Applied | StageKind::Review),
            _ => true,
        });
        let way: Vec<&Stage> = passed.chain([last]).collect();
        let (begun, ended) = (at(of.applied_at), at(of.moved_at));
        let step = ended.duration_since(begun) / i32::try_from(way.len().max(2) - 1).unwrap_or(1);
        let time = |place: usize| begun + step * i32::try_from(place).unwrap_or(0);
        let came = |place: usize| place.checked_sub(1).map(|before| way[before]);
        (0..way.len()).map(|place| self.movement(id, came(place), way[place], time(place))).collect()
    }

    fn movement(
        &self,
        application: ApplicationId,
        from: Option<&Stage>,
        to: &Stage,
        at: Timestamp,
    ) -> movement::Movement {
        let by_candidate = to.kind == StageKind::Applied;
        movement::Movement {
            id: self.app.id(),
            application,
            from: from.map(|stage| stage.name.clone()),
            to: to.name.clone(),
            kind: to.kind,
            actor: if by_candidate { "Candidate" } else { self.company.team[1].name }.into(),
            at,
        }
    }

    async fn comments(&self, people: &[(CandidateId, &Person)]) -> Result<(), store::Error> {
        let all = people.iter().flat_map(|(id, person)| {
            person.comments.iter().map(|of| comment::Comment {
                id: self.app.id(),
                candidate: *id,
                author_id: self.team[of.author],
                author: self.company.team[of.author].name.into(),
                text: of.text.clone(),
                created_at: at(of.written_at),
                edited_at: None,
            })
        });
        comment::insert_many(self.tx, self.workspace, &all.collect::<Vec<_>>()).await
    }

    async fn files(&self, people: &[(CandidateId, &Person)]) -> Result<(), store::Error> {
        for (id, person) in people {
            let resume = &person.resume;
            self.file(*id, AttachmentKind::Resume, &resume.file_name, resume.content_type, &resume.bytes)
                .await?;
            if let Some(portrait) = &person.portrait {
                self.file(*id, AttachmentKind::Photo, "portrait.png", "image/png", portrait).await?;
            }
        }
        Ok(())
    }

    async fn file(
        &self,
        candidate: CandidateId,
        kind: AttachmentKind,
        name: &str,
        content_type: &str,
        bytes: &[u8],
    ) -> Result<(), store::Error> {
        let made = Attachment {
            id: self.app.id(),
            candidate,
            kind,
            name: name.into(),
            content_type: content_type.into(),
            size: bytes.len() as u64,
            sha256: hex::encode(Sha256::digest(bytes)),
            created_at: self.app.now(),
        };
        attachment::insert(self.tx, self.workspace, &made, bytes.to_vec()).await
    }
}

/// The invented company's clocks show UTC.
fn at(time: DateTime) -> Timestamp {
    // A time of the demo is weeks around today, and UTC has no gaps: it always exists.
    time.to_zoned_datetime(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}
