//! Custom fields and their values.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{
    CandidateId, CustomFieldId, WorkspaceId,
    field::{CustomField, FieldKind},
    remote::FieldSubject,
};
use sea_orm::{ActiveValue::Set, QueryOrder, entity::prelude::*, sea_query::OnConflict};

use super::batch;
use crate::{
    Conn, Tx,
    error::{Error, Result},
    time::to_ms,
};

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "custom_field")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub name: String,
        pub kind: String,
        pub options: String,
        pub created_at: i64,
        pub subject: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod value_row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "field_value")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub candidate_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub field_id: Uuid,
        pub workspace_id: Uuid,
        pub value: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for CustomField {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        Ok(Self {
            id: row.id.into(),
            name: row.name,
            kind: FieldKind::parse(&row.kind).ok_or(Error::Unreadable("custom field"))?,
            options: serde_json::from_str(&row.options).map_err(|_| Error::Unreadable("custom field"))?,
        })
    }
}

/// Keeps a new field of candidates.
pub async fn insert(tx: &Tx, workspace: WorkspaceId, field: &CustomField, at: Timestamp) -> Result<()> {
    insert_of(tx, workspace, FieldSubject::Candidate, field, at).await
}

/// Keeps a new field.
///
/// # Errors
/// [`Error::Taken`] where another field of such records has the name.
pub async fn insert_of(
    tx: &Tx,
    workspace: WorkspaceId,
    subject: FieldSubject,
    field: &CustomField,
    at: Timestamp,
) -> Result<()> {
    row::ActiveModel {
        id: Set(field.id.into()),
        workspace_id: Set(workspace.into()),
        name: Set(field.name.clone()),
        kind: Set(field.kind.as_str().into()),
        options: Set(options(field)),
        created_at: Set(to_ms(at)),
        subject: Set(subject.as_str().into()),
    }
    .insert(&tx.executor())
    .await
    .map_err(|error| Error::from(error).taken_as("field name"))?;
    Ok(())
}

fn options(field: &CustomField) -> String {
    serde_json::Value::from(field.options.clone()).to_string()
}

/// Makes the kept field like this one; its kind stays.
pub async fn update(tx: &Tx, workspace: WorkspaceId, field: &CustomField) -> Result<()> {
    row::Entity::update_many()
        .col_expr(row::Column::Name, Expr::value(field.name.clone()))
        .col_expr(row::Column::Options, Expr::value(options(field)))
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.eq(Uuid::from(field.id)))
        .exec(&tx.executor())
        .await
        .map_err(|error| Error::from(error).taken_as("field name"))?;
    Ok(())
}

/// Takes a field away, with its values on whatever has them.
pub async fn delete(tx: &Tx, workspace: WorkspaceId, id: CustomFieldId) -> Result<()> {
    use super::field_value::{application_row, job_row};
    application_row::Entity::delete_many()
        .filter(application_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(application_row::Column::FieldId.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    job_row::Entity::delete_many()
        .filter(job_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(job_row::Column::FieldId.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    value_row::Entity::delete_many()
        .filter(value_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(value_row::Column::FieldId.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Id.eq(Uuid::from(id)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

/// Every field of candidates, in the order they were made.
pub async fn all(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<CustomField>> {
    of(conn, workspace, FieldSubject::Candidate).await
}

/// Every field of one kind of record, in the order they were made.
pub async fn of(conn: &impl Conn, workspace: WorkspaceId, subject: FieldSubject) -> Result<Vec<CustomField>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Subject.eq(subject.as_str()))
        .order_by_asc(row::Column::CreatedAt)
        .order_by_asc(row::Column::Id)
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// A candidate's values.
pub async fn values(
    conn: &impl Conn,
    workspace: WorkspaceId,
    candidate: CandidateId,
) -> Result<BTreeMap<CustomFieldId, String>> {
    let rows = value_row::Entity::find()
        .filter(value_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(value_row::Column::CandidateId.eq(Uuid::from(candidate)))
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(|row| (row.field_id.into(), row.value)).collect())
}

/// Every candidate's value of one field.
pub async fn values_of(
    conn: &impl Conn,
    workspace: WorkspaceId,
    field: CustomFieldId,
) -> Result<Vec<(CandidateId, String)>> {
    let rows = value_row::Entity::find()
        .filter(value_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(value_row::Column::FieldId.eq(Uuid::from(field)))
        .all(&conn.executor())
        .await?;
    Ok(rows.into_iter().map(|row| (row.candidate_id.into(), row.value)).collect())
}

/// How many candidates have a value for a field.
pub async fn count_values(conn: &impl Conn, workspace: WorkspaceId, field: CustomFieldId) -> Result<u64> {
    Ok(value_row::Entity::find()
        .filter(value_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(value_row::Column::FieldId.eq(Uuid::from(field)))
        .count(&conn.executor())
        .await?)
}

/// Keeps a candidate's value; an empty one is taken away.
pub async fn set_value(
    tx: &Tx,
    workspace: WorkspaceId,
    candidate: CandidateId,
    field: CustomFieldId,
    value: &str,
) -> Result<()> {
    if value.is_empty() {
        value_row::Entity::delete_many()
            .filter(value_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
            .filter(value_row::Column::CandidateId.eq(Uuid::from(candidate)))
            .filter(value_row::Column::FieldId.eq(Uuid::from(field)))
            .exec(&tx.executor())
            .await?;
        return Ok(());
    }
    value_row::Entity::insert(value_written(workspace, candidate, field, value))
        .on_conflict(
            OnConflict::columns([value_row::Column::CandidateId, value_row::Column::FieldId])
                .update_column(value_row::Column::Value)
                .to_owned(),
        )
        .exec_without_returning(&tx.executor())
        .await?;
    Ok(())
}

/// Keeps many values of candidates that have none yet.
pub async fn insert_values(
    tx: &Tx,
    workspace: WorkspaceId,
    values: &[(CandidateId, CustomFieldId, String)],
) -> Result<()> {
    let rows =
        values.iter().map(|(candidate, field, value)| value_written(workspace, *candidate, *field, value));
    batch::insert(tx, rows.collect()).await
}

fn value_written(
    workspace: WorkspaceId,
    candidate: CandidateId,
    field: CustomFieldId,
    value: &str,
) -> value_row::ActiveModel {
    value_row::ActiveModel {
        candidate_id: Set(candidate.into()),
        field_id: Set(field.into()),
        workspace_id: Set(workspace.into()),
        value: Set(value.into()),
    }
}
