//! Applications, and the moves they made.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{
    ApplicationId, CandidateId, JobId, StageId, WorkspaceId,
    application::{Application, Offer},
};
use sea_orm::{
    ActiveValue::Set, Iterable, QueryOrder, QuerySelect, entity::prelude::*, sea_query::OnConflict,
};

use super::batch::{self, in_few_forms};
use crate::{
    Conn, Tx,
    error::Result,
    time::{from_ms, to_ms},
};

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "application")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub candidate_id: Uuid,
        pub job_id: Uuid,
        pub stage_id: Uuid,
        pub start_date: Option<String>,
        pub job_title: String,
        pub salary: String,
        pub currency: String,
        pub pay_period: String,
        pub pay_type: String,
        pub manager: String,
        pub created_at: i64,
        pub moved_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<row::Model> for Application {
    fn from(row: row::Model) -> Self {
        Self {
            id: row.id.into(),
            candidate: row.candidate_id.into(),
            job: row.job_id.into(),
            stage: row.stage_id.into(),
            offer: Offer {
                start_date: row.start_date.and_then(|date| date.parse().ok()),
                job_title: row.job_title,
                salary: row.salary,
                currency: row.currency,
                pay_period: row.pay_period,
                pay_type: row.pay_type,
                manager: row.manager,
            },
        }
    }
}

/// Keeps a new application. Its first step is kept apart, by [`super::movement::insert_many`].
pub async fn insert(tx: &Tx, workspace: WorkspaceId, application: &Application, at: Timestamp) -> Result<()> {
    insert_many(tx, workspace, &[(application.clone(), at, at)]).await
}

/// Keeps many new applications, each with the time it was made and the time it came to its stage.
pub async fn insert_many(
    tx: &Tx,
    workspace: WorkspaceId,
    applications: &[(Application, Timestamp, Timestamp)],
) -> Result<()> {
    batch::insert(tx, written(workspace, applications)).await
}

/// Keeps many applications, new or changed, each with the time it was made and the time it came to its stage.
pub async fn put_many(
    tx: &Tx,
    workspace: WorkspaceId,
    applications: &[(Application, Timestamp, Timestamp)],
) -> Result<()> {
    let changes = row::Column::iter().filter(|column| {
        use row::Column as C;
        !matches!(column, C::Id | C::WorkspaceId | C::CreatedAt)
    });
    let clash = OnConflict::column(row::Column::Id).update_columns(changes).to_owned();
    batch::put(tx, written(workspace, applications), &clash).await
}

fn written(
    workspace: WorkspaceId,
    applications: &[(Application, Timestamp, Timestamp)],
) -> Vec<row::ActiveModel> {
    let rows = applications.iter().map(|(application, made, moved)| {
        let offer = application.offer.clone();
        row::ActiveModel {
            id: Set(application.id.into()),
            workspace_id: Set(workspace.into()),
            candidate_id: Set(application.candidate.into()),
            job_id: Set(application.job.into()),
            stage_id: Set(application.stage.into()),
            start_date: Set(offer.start_date.map(|date| date.to_string())),
            job_title: Set(offer.job_title),
            salary: Set(offer.salary),
            currency: Set(offer.currency),
            pay_period: Set(offer.pay_period),
            pay_type: Set(offer.pay_type),
            manager: Set(offer.manager),
            created_at: Set(to_ms(*made)),
            moved_at: Set(to_ms(*moved)),
        }
    });
    rows.collect()
}

/// One application.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId, id: ApplicationId) -> Result<Option<Application>> {
    Ok(row::Entity::find_by_id(Uuid::from(id))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .one(&conn.executor())
        .await?
        .map(Into::into))
}

/// Several applications by their identifiers, each with the time it came to its stage.
pub async fn of_ids(
    conn: &impl Conn,
    workspace: WorkspaceId,
    ids: &[ApplicationId],
) -> Result<BTreeMap<ApplicationId, (Application, Timestamp)>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.is_in(in_few_forms(ids.iter().map(|id| Uuid::from(*id)))))
        .all(&conn.executor())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id.into(), (row.moved_at, Application::from(row))))
        .map(|(id, (moved, application))| (id, (application, from_ms(moved))))
        .collect())
}

/// When several applications were made; one that is not there is left out.
pub async fn made(
    conn: &impl Conn,
    workspace: WorkspaceId,
    ids: &[ApplicationId],
) -> Result<BTreeMap<ApplicationId, Timestamp>> {
    let rows: Vec<(Uuid, i64)> = row::Entity::find()
        .select_only()
        .columns([row::Column::Id, row::Column::CreatedAt])
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.is_in(in_few_forms(ids.iter().map(|id| Uuid::from(*id)))))
        .into_tuple()
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(|(id, made)| (id.into(), from_ms(made))).collect())
}

/// A job's newest applications.
pub async fn newest(
    conn: &impl Conn,
    workspace: WorkspaceId,
    job: JobId,
    most: u64,
) -> Result<Vec<ApplicationId>> {
    let rows: Vec<Uuid> = row::Entity::find()
        .select_only()
        .column(row::Column::Id)
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::JobId.eq(Uuid::from(job)))
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::Id)
        .limit(most)
        .into_tuple()
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// A candidate's applications, newest first.
pub async fn of_candidate(
    conn: &impl Conn,
    workspace: WorkspaceId,
    candidate: CandidateId,
) -> Result<Vec<Application>> {
    of_candidates(conn, workspace, &[candidate]).await
}

/// The applications of several candidates, newest first.
pub async fn of_candidates(
    conn: &impl Conn,
    workspace: WorkspaceId,
    candidates: &[CandidateId],
) -> Result<Vec<Application>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::CandidateId.is_in(in_few_forms(candidates.iter().map(|id| Uuid::from(*id)))))
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::Id)
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// A job's applications at a stage, those that came there first foremost.
pub async fn at_stage(
    conn: &impl Conn,
    workspace: WorkspaceId,
    job: JobId,
    stage: StageId,
) -> Result<Vec<Application>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::JobId.eq(Uuid::from(job)))
        .filter(row::Column::StageId.eq(Uuid::from(stage)))
        .order_by_asc(row::Column::MovedAt)
        .order_by_asc(row::Column::Id)
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// How many applications stand at a stage.
pub async fn count_at(conn: &impl Conn, workspace: WorkspaceId, stage: StageId) -> Result<u64> {
    Ok(row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::StageId.eq(Uuid::from(stage)))
        .count(&conn.executor())
        .await?)
}

/// Moves an application from one stage to another. `false` where it no longer stood at the first.
pub async fn set_stage(
    tx: &Tx,
    workspace: WorkspaceId,
    id: ApplicationId,
    from: StageId,
    to: StageId,
    at: Timestamp,
) -> Result<bool> {
    let done = row::Entity::update_many()
        .col_expr(row::Column::StageId, Expr::value(Uuid::from(to)))
        .col_expr(row::Column::MovedAt, Expr::value(to_ms(at)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .filter(row::Column::StageId.eq(Uuid::from(from)))
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Keeps what was offered.
pub async fn set_offer(tx: &Tx, workspace: WorkspaceId, id: ApplicationId, offer: &Offer) -> Result<()> {
    let offer = offer.clone();
    row::Entity::update_many()
        .col_expr(row::Column::StartDate, Expr::value(offer.start_date.map(|date| date.to_string())))
        .col_expr(row::Column::JobTitle, Expr::value(offer.job_title))
        .col_expr(row::Column::Salary, Expr::value(offer.salary))
        .col_expr(row::Column::Currency, Expr::value(offer.currency))
        .col_expr(row::Column::PayPeriod, Expr::value(offer.pay_period))
        .col_expr(row::Column::PayType, Expr::value(offer.pay_type))
        .col_expr(row::Column::Manager, Expr::value(offer.manager))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Gives an application to another candidate.
pub async fn set_candidate(
    tx: &Tx,
    workspace: WorkspaceId,
    ids: &[ApplicationId],
    candidate: CandidateId,
) -> Result<u64> {
    let done = row::Entity::update_many()
        .col_expr(row::Column::CandidateId, Expr::value(Uuid::from(candidate)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.is_in(in_few_forms(ids.iter().map(|id| Uuid::from(*id)))))
        .exec(&tx.executor())
        .await?;
    Ok(done.rows_affected)
}
