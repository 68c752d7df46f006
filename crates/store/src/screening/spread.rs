//! How a job's points are spread: what a threshold would make of them, before anybody moves it.

use model::{JobId, WorkspaceId};
use sea_orm::{QuerySelect, entity::prelude::*};

use super::result::row;
use crate::{Conn, error::Result};

/// How many applications have so many points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Their points; `None` where they have none.
    pub points: Option<u8>,
    /// Whether a knock-out rule sets them aside.
    pub aside: bool,
    /// Whether a person decided on them, so that no threshold moves them.
    pub decided: bool,
    /// How many.
    pub count: u64,
}

/// How a job's points are spread, without those who are not to be screened.
pub async fn spread(conn: &impl Conn, workspace: WorkspaceId, job: JobId) -> Result<Vec<Share>> {
    use row::Column as C;
    let rows: Vec<(i32, bool, Option<String>, i64)> = row::Entity::find()
        .select_only()
        .columns([C::Points, C::Aside, C::Decision])
        .column_as(C::ApplicationId.count(), "applications")
        .filter(C::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(C::JobId.eq(Uuid::from(job)))
        .filter(C::OptedOutAt.is_null())
        .group_by(C::Points)
        .group_by(C::Aside)
        .group_by(C::Decision)
        .into_tuple()
        .all(&conn.executor())
        .await?;
    let share = |(points, aside, decision, count): (i32, bool, Option<String>, i64)| Share {
        points: u8::try_from(points).ok(),
        aside,
        decided: decision.is_some(),
        count: count.try_into().unwrap_or(0),
    };
    Ok(rows.into_iter().map(share).collect())
}
