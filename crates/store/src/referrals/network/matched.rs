//! Contacts who fit jobs.

use model::{
    ContactId, JobId, UserId, WorkspaceId,
    network::{Fit, Reason},
};
use sea_orm::{ActiveValue::Set, QueryOrder, QuerySelect, entity::prelude::*};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    hiring::batch,
    integrations::{read, text},
};

/// A contact who fits a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The job.
    pub job: JobId,
    /// Who fits.
    pub contact: ContactId,
    /// Whose contact it is.
    pub user: UserId,
    /// How well, and why.
    pub fit: Fit,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "contact_match")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub job_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub contact_id: Uuid,
        pub workspace_id: Uuid,
        pub user_id: Uuid,
        pub points: i32,
        pub reasons: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Match {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        const WHAT: &str = "match of a contact";
        let reasons: Vec<Reason> = read(&row.reasons, WHAT)?;
        let points = u8::try_from(row.points).map_err(|_| Error::Unreadable(WHAT))?;
        let fit = Fit { points, reasons };
        Ok(Self { job: row.job_id.into(), contact: row.contact_id.into(), user: row.user_id.into(), fit })
    }
}

async fn insert(tx: &Tx, workspace: WorkspaceId, matches: &[Match]) -> Result<()> {
    let rows = matches.iter().map(|one| row::ActiveModel {
        job_id: Set(one.job.into()),
        contact_id: Set(one.contact.into()),
        workspace_id: Set(workspace.into()),
        user_id: Set(one.user.into()),
        points: Set(one.fit.points.into()),
        reasons: Set(text(&one.fit.reasons)),
    });
    batch::insert(tx, rows.collect()).await
}

/// Keeps these as all of a job's.
pub async fn replace_of_job(tx: &Tx, workspace: WorkspaceId, job: JobId, matches: &[Match]) -> Result<()> {
    forget_of_job(tx, workspace, job).await?;
    insert(tx, workspace, matches).await
}

/// Keeps these as all of an employee's.
pub async fn replace_of_user(tx: &Tx, workspace: WorkspaceId, user: UserId, matches: &[Match]) -> Result<()> {
    forget_of_user(tx, workspace, user).await?;
    insert(tx, workspace, matches).await
}

/// Forgets a job's.
pub async fn forget_of_job(tx: &Tx, workspace: WorkspaceId, job: JobId) -> Result<()> {
    forget(tx, workspace, row::Column::JobId.eq(Uuid::from(job))).await
}

/// Forgets an employee's.
pub async fn forget_of_user(tx: &Tx, workspace: WorkspaceId, user: UserId) -> Result<()> {
    forget(tx, workspace, row::Column::UserId.eq(Uuid::from(user))).await
}

/// Forgets a contact's.
pub async fn forget_of_contact(tx: &Tx, workspace: WorkspaceId, contact: ContactId) -> Result<()> {
    forget(tx, workspace, row::Column::ContactId.eq(Uuid::from(contact))).await
}

async fn forget(tx: &Tx, workspace: WorkspaceId, which: sea_orm::sea_query::SimpleExpr) -> Result<()> {
    row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(which)
        .exec(&tx.executor())
        .await?;
    Ok(())
}

fn of_workspace(workspace: WorkspaceId) -> Select<row::Entity> {
    row::Entity::find().filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
}

async fn many(conn: &impl Conn, query: Select<row::Entity>) -> Result<Vec<Match>> {
    let query = query.order_by_desc(row::Column::Points).order_by_asc(row::Column::ContactId);
    query.all(&conn.executor()).await?.into_iter().map(TryInto::try_into).collect()
}

/// One.
pub async fn get(
    conn: &impl Conn,
    workspace: WorkspaceId,
    job: JobId,
    contact: ContactId,
) -> Result<Option<Match>> {
    let query = of_workspace(workspace)
        .filter(row::Column::JobId.eq(Uuid::from(job)))
        .filter(row::Column::ContactId.eq(Uuid::from(contact)));
    Ok(many(conn, query).await?.into_iter().next())
}

/// An employee's, the strongest first.
pub async fn of_user(conn: &impl Conn, workspace: WorkspaceId, user: UserId) -> Result<Vec<Match>> {
    many(conn, of_workspace(workspace).filter(row::Column::UserId.eq(Uuid::from(user)))).await
}

/// A job's, the strongest first.
pub async fn of_job(conn: &impl Conn, workspace: WorkspaceId, job: JobId, most: u64) -> Result<Vec<Match>> {
    many(conn, of_workspace(workspace).filter(row::Column::JobId.eq(Uuid::from(job))).limit(most)).await
}

/// How many matches each job has; `of` counts one employee's alone.
pub async fn counts(
    conn: &impl Conn,
    workspace: WorkspaceId,
    of: Option<UserId>,
) -> Result<std::collections::BTreeMap<JobId, u64>> {
    let mut query = of_workspace(workspace);
    if let Some(user) = of {
        query = query.filter(row::Column::UserId.eq(Uuid::from(user)));
    }
    let rows: Vec<(Uuid, i64)> = query
        .select_only()
        .column(row::Column::JobId)
        .column_as(row::Column::ContactId.count(), "number")
        .group_by(row::Column::JobId)
        .into_tuple()
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(|(job, number)| (JobId(job), u64::try_from(number).unwrap_or(0))).collect())
}
