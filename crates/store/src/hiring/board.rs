//! The cards of a job's board.

use jiff::Timestamp;
use model::{ApplicationId, CandidateId, JobId, StageId, WorkspaceId, candidate::Profile};
use sea_orm::{JoinType, QueryOrder, QuerySelect, entity::prelude::*};

use super::{application, candidate};
use crate::{Conn, error::Result, time::from_ms};

/// One application, as a card shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The application.
    pub application: ApplicationId,
    /// Who applied.
    pub candidate: CandidateId,
    /// Where it stands.
    pub stage: StageId,
    /// The candidate's name as on a page.
    pub name: String,
    /// One or two capitals.
    pub initials: String,
    /// Current or last job title.
    pub headline: String,
    /// Where the candidate came from.
    pub source: String,
    /// Since when it has stood there.
    pub since: Timestamp,
}

/// The newest cards of one stage of a job's board.
pub async fn cards(
    conn: &impl Conn,
    workspace: WorkspaceId,
    job: JobId,
    stage: StageId,
    most: u64,
) -> Result<Vec<Card>> {
    use application::row::Column;
    type Row = (Uuid, Uuid, Uuid, i64, String, String, String, String);
    let rows: Vec<Row> = application::row::Entity::find()
        .select_only()
        .columns([Column::Id, Column::CandidateId, Column::StageId, Column::MovedAt])
        .column(candidate::row::Column::FirstName)
        .column(candidate::row::Column::LastName)
        .column(candidate::row::Column::Headline)
        .column(candidate::row::Column::Source)
        .join(
            JoinType::InnerJoin,
            application::row::Entity::belongs_to(candidate::row::Entity)
                .from(Column::CandidateId)
                .to(candidate::row::Column::Id)
                .into(),
        )
        .filter(Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(Column::JobId.eq(Uuid::from(job)))
        .filter(Column::StageId.eq(Uuid::from(stage)))
        .order_by_desc(Column::MovedAt)
        .order_by_desc(Column::CandidateId)
        .limit(most)
        .into_tuple()
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(card).collect())
}

fn card(
    (id, candidate, stage, moved_at, first_name, last_name, headline, source): (
        Uuid,
        Uuid,
        Uuid,
        i64,
        String,
        String,
        String,
        String,
    ),
) -> Card {
    let profile = Profile { first_name, last_name, ..Profile::default() };
    Card {
        application: id.into(),
        candidate: candidate.into(),
        stage: stage.into(),
        name: profile.full_name(),
        initials: profile.initials(),
        headline,
        source,
        since: from_ms(moved_at),
    }
}
