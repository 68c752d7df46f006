//! The candidates list: filtered, newest first, a page at a time.

use jiff::Timestamp;
use model::{
    CandidateId, ConnectionId, JobId, StageId, TagId, WorkspaceId, candidate::Candidate, job::StageKind,
};
use sea_orm::{
    Condition, ConnectionTrait, DatabaseExecutor, DbBackend, QueryOrder, QuerySelect,
    entity::prelude::*,
    sea_query::{ExprTrait, Func, Query, SelectStatement},
};

use super::{application, candidate::row, tag::held_row, workflow::stage_row};
use crate::sync::mirror::{Kind, row as mirror_row};
use crate::{
    Conn,
    error::Result,
    time::{from_ms, to_ms},
};

/// Above this many, candidates are not counted one by one.
pub const MOST_COUNTED: u64 = 10_000;

/// What the list is narrowed to. Each part narrows further.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Each word stands in the name, address, phone, headline or town.
    pub text: String,
    /// Applied for this job.
    pub job: Option<JobId>,
    /// Has an application at this stage, for that job where one is given.
    pub stage: Option<StageId>,
    /// Has an application at a stage of this kind, for that job where one is given.
    pub kind: Option<StageKind>,
    /// Has this tag.
    pub tag: Option<TagId>,
    /// Came from there.
    pub source: Option<String>,
    /// Is kept in step through this connection.
    pub connection: Option<ConnectionId>,
}

/// The place in the list after which a page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct After {
    /// When the last candidate of the page before was made.
    pub created_at: Timestamp,
    /// That candidate.
    pub id: CandidateId,
}

/// A candidate with the time it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The candidate.
    pub candidate: Candidate,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A page of the list: up to `most` candidates, newest first.
pub async fn page(
    conn: &impl Conn,
    workspace: WorkspaceId,
    filter: &Filter,
    after: Option<After>,
    most: u64,
) -> Result<Vec<Listed>> {
    let conn = conn.executor();
    let mut query = row::Entity::find().filter(condition(&conn, workspace, filter).await?);
    if let Some(After { created_at, id }) = after {
        let place = Expr::tuple([Expr::col(row::Column::CreatedAt), Expr::col(row::Column::Id)]);
        let last = Expr::tuple([Expr::value(to_ms(created_at)), Expr::value(Uuid::from(id))]);
        query = query.filter(place.lt(last));
    }
    let rows = query
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::Id)
        .limit(most)
        .all(&conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Listed { created_at: from_ms(row.created_at), candidate: row.into() })
        .collect())
}

/// How many candidates the filter lets through; one more than [`MOST_COUNTED`] stands for "or more".
pub async fn count(conn: &impl Conn, workspace: WorkspaceId, filter: &Filter) -> Result<u64> {
    let conn = conn.executor();
    Ok(row::Entity::find()
        .select_only()
        .column(row::Column::Id)
        .filter(condition(&conn, workspace, filter).await?)
        .limit(MOST_COUNTED + 1)
        .count(&conn)
        .await?)
}

async fn condition(
    conn: &DatabaseExecutor<'_>,
    workspace: WorkspaceId,
    filter: &Filter,
) -> Result<Condition> {
    let workspace = Uuid::from(workspace);
    let mut all =
        Condition::all().add(row::Column::WorkspaceId.eq(workspace)).add(row::Column::MergedInto.is_null());
    for word in filter.text.to_lowercase().split_whitespace() {
        let find = if conn.get_database_backend() == DbBackend::Postgres { "strpos" } else { "instr" };
        let place = Func::cust(find).arg(Expr::col(row::Column::SearchText)).arg(word);
        all = all.add(Expr::expr(place).gt(0));
    }
    if let Some(source) = &filter.source {
        all = all.add(row::Column::Source.eq(source.as_str()));
    }
    if let Some(connection) = filter.connection {
        let here = Expr::col((row::Entity, row::Column::Id));
        let same = Query::select()
            .expr(Expr::value(1))
            .from(mirror_row::Entity)
            .and_where(mirror_row::Column::WorkspaceId.eq(workspace))
            .and_where(mirror_row::Column::Kind.eq(Kind::Candidate.as_str()))
            .and_where(mirror_row::Column::ConnectionId.eq(Uuid::from(connection)))
            .and_where(here.eq(Expr::col((mirror_row::Entity, mirror_row::Column::LocalId))))
            .to_owned();
        all = all.add(Expr::exists(same));
    }
    if let Some(tag) = filter.tag {
        let holders = Query::select()
            .column(held_row::Column::CandidateId)
            .from(held_row::Entity)
            .and_where(held_row::Column::WorkspaceId.eq(workspace))
            .and_where(held_row::Column::TagId.eq(Uuid::from(tag)))
            .to_owned();
        all = all.add(row::Column::Id.in_subquery(holders));
    }
    if filter.job.is_some() || filter.stage.is_some() || filter.kind.is_some() {
        // The stages are looked up first: with their identifiers at hand, PostgreSQL goes by the index.
        let stages = match filter.kind {
            Some(kind) => Some(stages_of(conn, workspace, kind).await?),
            None => None,
        };
        all = all.add(row::Column::Id.in_subquery(applicants(workspace, filter, stages)));
    }
    Ok(all)
}

async fn stages_of(conn: &DatabaseExecutor<'_>, workspace: Uuid, kind: StageKind) -> Result<Vec<Uuid>> {
    Ok(stage_row::Entity::find()
        .select_only()
        .column(stage_row::Column::Id)
        .filter(stage_row::Column::WorkspaceId.eq(workspace))
        .filter(stage_row::Column::Kind.eq(kind.as_str()))
        .into_tuple()
        .all(conn)
        .await?)
}

fn applicants(workspace: Uuid, filter: &Filter, stages: Option<Vec<Uuid>>) -> SelectStatement {
    use application::row::Column;
    let mut query = Query::select()
        .column(Column::CandidateId)
        .from(application::row::Entity)
        .and_where(Column::WorkspaceId.eq(workspace))
        .to_owned();
    if let Some(job) = filter.job {
        query.and_where(Column::JobId.eq(Uuid::from(job)));
    }
    if let Some(stage) = filter.stage {
        query.and_where(Column::StageId.eq(Uuid::from(stage)));
    }
    if let Some(stages) = stages {
        query.and_where(Column::StageId.is_in(stages));
    }
    query
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        hiring::{
            application::insert_many as apply,
            candidate, tag,
            tests::{OURS, application, at, house, person},
        },
        testing::fresh,
    };

    #[tokio::test]
    async fn each_filter_narrows_and_pages_follow_each_other() {
        for fresh in fresh().await {
            let db = &fresh.db;
            house(db).await;
            let people: Vec<_> =
                (0..6).map(|n| (person(1_000 + n, "Ana", &format!("Lopez{n}")), at(n as i64 / 2))).collect();
            let tx = db.begin().await.unwrap();
            candidate::insert_many(&tx, OURS, &people).await.unwrap();
            let stage = |n: u128| StageId(Uuid::from_u128(n));
            let applications = [(application(1, people[0].0.id, stage(100)), at(1), at(1))];
            apply(&tx, OURS, &applications).await.unwrap();
            let category = model::tag::TagCategory {
                id: Uuid::from_u128(5).into(),
                name: "Skill".into(),
                colour: "blue".into(),
            };
            let rust =
                model::tag::Tag { id: Uuid::from_u128(6).into(), category: category.id, name: "Rust".into() };
            tag::put_category(&tx, OURS, &category).await.unwrap();
            tag::put(&tx, OURS, &rust).await.unwrap();
            let pairs = [(people[1].0.id, rust.id)];
            tag::give(&tx, OURS, &pairs).await.unwrap();
            tag::give(&tx, OURS, &pairs).await.unwrap();
            tx.commit().await.unwrap();

            let ids = |rows: &[Listed]| rows.iter().map(|row| row.candidate.id).collect::<Vec<_>>();
            let first = page(db, OURS, &Filter::default(), None, 4).await.unwrap();
            let last = first.last().unwrap();
            let after = After { created_at: last.created_at, id: last.candidate.id };
            let second = page(db, OURS, &Filter::default(), Some(after), 4).await.unwrap();
            let newest_first: Vec<_> = people.iter().rev().map(|(person, _)| person.id).collect();
            assert_eq!([ids(&first), ids(&second)].concat(), newest_first);
            assert_eq!(count(db, OURS, &Filter::default()).await.unwrap(), 6);

            let of = |filter: Filter| async move {
                let found = page(db, OURS, &filter, None, 9).await.unwrap();
                assert_eq!(count(db, OURS, &filter).await.unwrap(), found.len() as u64);
                ids(&found)
            };
            let (job, kind) = (Some(Uuid::from_u128(20).into()), Some(StageKind::Applied));
            assert_eq!(of(Filter { job, kind, ..Filter::default() }).await, [people[0].0.id]);
            assert_eq!(of(Filter { stage: Some(stage(105)), ..Filter::default() }).await, []);
            assert_eq!(of(Filter { tag: Some(rust.id), ..Filter::default() }).await, [people[1].0.id]);
            let text = "LOPEZ3 ana".into();
            assert_eq!(of(Filter { text, ..Filter::default() }).await, [people[3].0.id]);
            assert_eq!(of(Filter { source: Some("Agency".into()), ..Filter::default() }).await, []);
        }
    }
}
