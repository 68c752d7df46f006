//! A job's applications by score and by where they stand. Where each stands follows from its points and the threshold
//! at the moment of asking, so that a moved threshold sorts all of them anew without touching one.

use std::collections::HashMap;

use model::{
    ApplicationId, CandidateId, JobId, TagId, WorkspaceId,
    screening::{Standing, Threshold},
};
use sea_orm::{
    Condition, JoinType, QueryOrder, QuerySelect,
    entity::prelude::*,
    sea_query::{Expr, ExprTrait, Query},
};

use super::result::{NONE, row};
use crate::{
    Conn,
    error::Result,
    hiring::{application, tag::held_row},
};

/// Which of a job's applications are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Those that stand there.
    pub standing: Option<Standing>,
    /// Those of candidates with this tag.
    pub tag: Option<TagId>,
}

/// The place in the list after which a page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct After {
    /// The points of the last one of the page before; `None` where it has none.
    pub points: Option<u8>,
    /// That application.
    pub application: ApplicationId,
}

/// An application in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Which application.
    pub application: ApplicationId,
    /// Whose.
    pub candidate: CandidateId,
    /// Its points; `None` where it has none.
    pub points: Option<u8>,
    /// Where it stands.
    pub standing: Standing,
    /// Whether a person put it there.
    pub decided: bool,
    /// Whether a knock-out rule sets it aside.
    pub aside: bool,
    /// Whether it waits to be scored again.
    pub stale: bool,
    /// Why there is nothing to score.
    pub unreadable: Option<String>,
}

/// The applications that stand there under a threshold.
fn stands(standing: Standing, threshold: Threshold) -> Condition {
    use row::Column as C;
    let said = C::Decision.eq(standing.as_str());
    let open = || Condition::all().add(C::Decision.is_null());
    let line = i32::from(threshold.0);
    match standing {
        Standing::Qualified => Condition::all().add(said),
        Standing::PreQualified => open().add(C::Aside.eq(false)).add(C::Points.gte(line)),
        Standing::NotQualified => {
            let low = Condition::any().add(C::Aside.eq(true)).add(C::Points.between(0, line - 1));
            Condition::any().add(said).add(open().add(low))
        }
        Standing::Unscored => open().add(C::Aside.eq(false)).add(C::Points.eq(NONE)),
    }
}

fn of_job(workspace: WorkspaceId, job: JobId) -> Condition {
    Condition::all()
        .add(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .add(row::Column::JobId.eq(Uuid::from(job)))
        .add(row::Column::OptedOutAt.is_null())
}

/// How many of a job's applications stand where.
pub async fn counts(
    conn: &impl Conn,
    workspace: WorkspaceId,
    job: JobId,
    threshold: Threshold,
) -> Result<HashMap<Standing, u64>> {
    let mut counts = HashMap::new();
    for standing in Standing::ALL {
        let query = row::Entity::find().filter(of_job(workspace, job)).filter(stands(standing, threshold));
        counts.insert(standing, query.count(&conn.executor()).await?);
    }
    Ok(counts)
}

/// A page of a job's applications, those with the most points first and those without any last.
pub async fn page(
    conn: &impl Conn,
    workspace: WorkspaceId,
    job: JobId,
    threshold: Threshold,
    filter: Filter,
    after: Option<After>,
    most: u64,
) -> Result<Vec<Listed>> {
    use row::Column as C;
    let mut all = of_job(workspace, job);
    if let Some(standing) = filter.standing {
        all = all.add(stands(standing, threshold));
    }
    if let Some(After { points, application }) = after {
        let points = points.map_or(NONE, i32::from);
        let same =
            Condition::all().add(C::Points.eq(points)).add(C::ApplicationId.lt(Uuid::from(application)));
        all = all.add(Condition::any().add(C::Points.lt(points)).add(same));
    }
    if let Some(tag) = filter.tag {
        let holders = Query::select()
            .column((application::row::Entity, application::row::Column::Id))
            .from(application::row::Entity)
            .join(
                JoinType::InnerJoin,
                held_row::Entity,
                Expr::col((held_row::Entity, held_row::Column::CandidateId))
                    .equals((application::row::Entity, application::row::Column::CandidateId)),
            )
            .and_where(held_row::Column::TagId.eq(Uuid::from(tag)))
            .and_where(application::row::Column::JobId.eq(Uuid::from(job)))
            .to_owned();
        all = all.add(C::ApplicationId.in_subquery(holders));
    }
    type Row = (Uuid, i32, bool, Option<String>, Option<i64>, Option<String>);
    let rows: Vec<Row> = row::Entity::find()
        .select_only()
        .columns([C::ApplicationId, C::Points, C::Aside, C::Decision, C::StaleSince, C::Unreadable])
        .filter(all)
        .order_by_desc(C::Points)
        .order_by_desc(C::ApplicationId)
        .limit(most)
        .into_tuple()
        .all(&conn.executor())
        .await?;
    let ids: Vec<ApplicationId> = rows.iter().map(|row| row.0.into()).collect();
    let applications = application::of_ids(conn, workspace, &ids).await?;
    let listed = |(id, points, aside, decision, stale, unreadable): Row| {
        let points = u8::try_from(points).ok();
        let said = decision.as_deref().and_then(Standing::parse);
        let (found, _) = applications.get(&id.into())?;
        Some(Listed {
            application: found.id,
            candidate: found.candidate,
            points,
            standing: said.unwrap_or_else(|| Standing::at(points, aside, threshold)),
            decided: said.is_some(),
            aside,
            stale: stale.is_some(),
            unreadable,
        })
    };
    Ok(rows.into_iter().filter_map(listed).collect())
}
