//! Where an application stands in screening: its score, and a person's word above it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use model::{
    ApplicationId, CandidateId, JobId, UserId, WorkspaceId,
    screening::{Score, Standing, Threshold},
};
use sea_orm::{
    ActiveValue::Set, Iterable, JoinType, QueryOrder, QuerySelect, entity::prelude::*, sea_query::OnConflict,
};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    hiring::{
        application,
        batch::{self, in_few_forms},
    },
    integrations::{read_opt, text},
    time::{from_ms, to_ms},
};

/// A person's word on an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Qualified or not.
    pub standing: Standing,
    /// Who said so, by name.
    pub by: String,
    /// Who said so.
    pub by_id: Option<UserId>,
    /// When.
    pub at: Timestamp,
    /// Why, in their words.
    pub why: String,
}

/// Since when a result no longer rests on what is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// Since when. Grows with each mark, so that a mark made meanwhile is told from the one that was worked off.
    pub since: Timestamp,
    /// What changed, in a few words.
    pub why: String,
}

/// Where an application stands in screening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screened {
    /// Which application.
    pub application: ApplicationId,
    /// For which job.
    pub job: JobId,
    /// Its score. `None` where it has none yet, or its résumé can't be read.
    pub score: Option<Score>,
    /// By which version of the job's criteria.
    pub criteria_version: Option<u32>,
    /// SHA-256 of the résumé that was read.
    pub resume: Option<String>,
    /// Why there is nothing to score, in a sentence.
    pub unreadable: Option<String>,
    /// When it was scored, or found to have nothing to score.
    pub scored_at: Option<Timestamp>,
    /// Since when this no longer rests on what is known.
    pub stale: Option<Stale>,
    /// Since when this waits to be written into connected systems.
    pub unwritten_since: Option<Timestamp>,
    /// A person's word.
    pub decision: Option<Decision>,
    /// When the person asked not to be screened.
    pub opted_out_at: Option<Timestamp>,
}

impl Screened {
    /// An application of which nothing is known yet.
    pub fn new(application: ApplicationId, job: JobId) -> Self {
        Self {
            application,
            job,
            score: None,
            criteria_version: None,
            resume: None,
            unreadable: None,
            scored_at: None,
            stale: None,
            unwritten_since: None,
            decision: None,
            opted_out_at: None,
        }
    }

    /// Where it stands: as a person said, else as the score says.
    pub fn standing(&self, threshold: Threshold) -> Standing {
        match (&self.decision, &self.score) {
            (Some(decision), _) => decision.standing,
            (None, Some(score)) => Standing::of(score, threshold),
            (None, None) => Standing::Unscored,
        }
    }
}

/// What stands for points where there are none.
pub(super) const NONE: i32 = -1;

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "screening")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        pub workspace_id: Uuid,
        pub job_id: Uuid,
        pub points: i32,
        pub aside: bool,
        pub decision: Option<String>,
        pub decided_by: Option<String>,
        pub decided_by_id: Option<Uuid>,
        pub decided_at: Option<i64>,
        pub decided_why: Option<String>,
        pub opted_out_at: Option<i64>,
        pub stale_since: Option<i64>,
        pub stale_why: Option<String>,
        pub unwritten_since: Option<i64>,
        pub criteria_version: Option<i32>,
        pub resume: Option<String>,
        pub unreadable: Option<String>,
        pub scored_at: Option<i64>,
        pub score: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Screened {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        const WHAT: &str = "result of screening";
        let decision = match row.decision {
            None => None,
            Some(word) => Some(Decision {
                standing: Standing::parse(&word).ok_or(Error::Unreadable(WHAT))?,
                by: row.decided_by.unwrap_or_default(),
                by_id: row.decided_by_id.map(Into::into),
                at: from_ms(row.decided_at.unwrap_or(0)),
                why: row.decided_why.unwrap_or_default(),
            }),
        };
        let why = row.stale_why.unwrap_or_default();
        Ok(Self {
            application: row.application_id.into(),
            job: row.job_id.into(),
            score: read_opt(row.score.as_deref(), WHAT)?,
            criteria_version: row.criteria_version.and_then(|version| version.try_into().ok()),
            resume: row.resume,
            unreadable: row.unreadable,
            scored_at: row.scored_at.map(from_ms),
            stale: row.stale_since.map(|since| Stale { since: from_ms(since), why }),
            unwritten_since: row.unwritten_since.map(from_ms),
            decision,
            opted_out_at: row.opted_out_at.map(from_ms),
        })
    }
}

pub(super) fn written(workspace: WorkspaceId, result: &Screened) -> row::ActiveModel {
    let (score, decision) = (result.score.as_ref(), result.decision.as_ref());
    row::ActiveModel {
        application_id: Set(result.application.into()),
        workspace_id: Set(workspace.into()),
        job_id: Set(result.job.into()),
        points: Set(score.and_then(|score| score.points).map_or(NONE, Into::into)),
        aside: Set(score.is_some_and(Score::aside)),
        decision: Set(decision.map(|decision| decision.standing.as_str().into())),
        decided_by: Set(decision.map(|decision| decision.by.clone())),
        decided_by_id: Set(decision.and_then(|decision| decision.by_id).map(Into::into)),
        decided_at: Set(decision.map(|decision| to_ms(decision.at))),
        decided_why: Set(decision.map(|decision| decision.why.clone())),
        opted_out_at: Set(result.opted_out_at.map(to_ms)),
        stale_since: Set(result.stale.as_ref().map(|stale| to_ms(stale.since))),
        stale_why: Set(result.stale.as_ref().map(|stale| stale.why.clone())),
        unwritten_since: Set(result.unwritten_since.map(to_ms)),
        criteria_version: Set(result.criteria_version.and_then(|version| version.try_into().ok())),
        resume: Set(result.resume.clone()),
        unreadable: Set(result.unreadable.clone()),
        scored_at: Set(result.scored_at.map(to_ms)),
        score: Set(score.map(text)),
    }
}

/// Keeps results, new or changed, all of them but their marks: those are for [`super::mark`].
pub async fn put_many(tx: &Tx, workspace: WorkspaceId, results: &[Screened]) -> Result<()> {
    use row::Column as C;
    let changes = C::iter().filter(|column| {
        let marks = matches!(column, C::StaleSince | C::StaleWhy | C::UnwrittenSince);
        !marks && !matches!(column, C::ApplicationId | C::WorkspaceId)
    });
    put(tx, workspace, results, changes).await
}

/// Keeps what was scored. What a person decides meanwhile stays.
pub async fn put_scores(tx: &Tx, workspace: WorkspaceId, results: &[Screened]) -> Result<()> {
    use row::Column as C;
    let score = [C::Points, C::Aside, C::CriteriaVersion, C::Resume, C::Unreadable, C::ScoredAt, C::Score];
    put(tx, workspace, results, score).await
}

/// Keeps what a person decided. What is scored meanwhile stays.
pub async fn put_decisions(tx: &Tx, workspace: WorkspaceId, results: &[Screened]) -> Result<()> {
    use row::Column as C;
    put(tx, workspace, results, [C::Decision, C::DecidedBy, C::DecidedById, C::DecidedAt, C::DecidedWhy])
        .await
}

async fn put(
    tx: &Tx,
    workspace: WorkspaceId,
    results: &[Screened],
    changes: impl IntoIterator<Item = row::Column>,
) -> Result<()> {
    let clash = OnConflict::column(row::Column::ApplicationId).update_columns(changes).to_owned();
    batch::put(tx, results.iter().map(|result| written(workspace, result)).collect(), &clash).await
}

/// Where several applications stand; one of which nothing is known is left out.
pub async fn of(
    conn: &impl Conn,
    workspace: WorkspaceId,
    applications: &[ApplicationId],
) -> Result<BTreeMap<ApplicationId, Screened>> {
    by_application(of_applications(workspace, applications).all(&conn.executor()).await?)
}

/// The same, and nobody else changes them until the transaction ends.
pub async fn lock(
    tx: &Tx,
    workspace: WorkspaceId,
    applications: &[ApplicationId],
) -> Result<BTreeMap<ApplicationId, Screened>> {
    // In one order, so that of two who lock the same none waits for the other for ever.
    let query = of_applications(workspace, applications).order_by_asc(row::Column::ApplicationId);
    by_application(query.lock_exclusive().all(&tx.executor()).await?)
}

fn of_applications(workspace: WorkspaceId, applications: &[ApplicationId]) -> Select<row::Entity> {
    row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ApplicationId.is_in(in_few_forms(applications.iter().map(|id| Uuid::from(*id)))))
}

fn by_application(rows: Vec<row::Model>) -> Result<BTreeMap<ApplicationId, Screened>> {
    rows.into_iter().map(|row| Screened::try_from(row).map(|result| (result.application, result))).collect()
}

/// Where one application stands; nothing known where it was never looked at.
pub async fn get(
    conn: &impl Conn,
    workspace: WorkspaceId,
    application: ApplicationId,
) -> Result<Option<Screened>> {
    Ok(of(conn, workspace, &[application]).await?.remove(&application))
}

/// How many applications of a job something is known of or is to be found out, without those who opted out.
pub async fn count(conn: &impl Conn, workspace: WorkspaceId, job: JobId) -> Result<u64> {
    Ok(row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::JobId.eq(Uuid::from(job)))
        .filter(row::Column::OptedOutAt.is_null())
        .count(&conn.executor())
        .await?)
}

/// Who of these people asked not to be screened, for any of their applications.
pub async fn opted_out(
    conn: &impl Conn,
    workspace: WorkspaceId,
    people: &[CandidateId],
) -> Result<BTreeSet<CandidateId>> {
    use application::row as applied;
    let rows: Vec<Uuid> = row::Entity::find()
        .select_only()
        .column(applied::Column::CandidateId)
        .distinct()
        .join(
            JoinType::InnerJoin,
            row::Entity::belongs_to(applied::Entity)
                .from(row::Column::ApplicationId)
                .to(applied::Column::Id)
                .into(),
        )
        .filter(applied::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(applied::Column::CandidateId.is_in(in_few_forms(people.iter().map(|id| Uuid::from(*id)))))
        .filter(row::Column::OptedOutAt.is_not_null())
        .into_tuple()
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Forgets where applications stand.
pub async fn forget(tx: &Tx, workspace: WorkspaceId, applications: &[ApplicationId]) -> Result<()> {
    row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ApplicationId.is_in(in_few_forms(applications.iter().map(|id| Uuid::from(*id)))))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Forgets those of these rows that say nothing, because the application was never scored, decided on or taken out, and
/// does not wait to be.
pub async fn forget_bare(tx: &Tx, workspace: WorkspaceId, applications: &[ApplicationId]) -> Result<()> {
    row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ApplicationId.is_in(in_few_forms(applications.iter().map(|id| Uuid::from(*id)))))
        .filter(row::Column::StaleSince.is_null())
        .filter(row::Column::ScoredAt.is_null())
        .filter(row::Column::Decision.is_null())
        .filter(row::Column::OptedOutAt.is_null())
        .exec(&tx.executor())
        .await?;
    Ok(())
}
