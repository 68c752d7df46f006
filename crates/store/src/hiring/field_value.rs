//! Values of custom fields: those of applications and jobs, and those of many candidates at once.

use std::collections::{BTreeMap, HashMap};

use model::{ApplicationId, CandidateId, CustomFieldId, JobId, WorkspaceId};
use sea_orm::{ActiveValue::Set, entity::prelude::*};

use super::{
    batch::{self, in_few_forms},
    field::value_row,
};
use crate::{Conn, Tx, error::Result};

/// The values of one record, by field.
pub type Values = BTreeMap<CustomFieldId, String>;

pub(crate) mod application_row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "application_field")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub field_id: Uuid,
        pub workspace_id: Uuid,
        pub value: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod job_row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "job_field")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub job_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub field_id: Uuid,
        pub workspace_id: Uuid,
        pub value: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

macro_rules! values_of {
    ($row:ident, $id:ident, $key:ident, $column:ident, $of:ident, $replace:ident, $what:literal) => {
        #[doc = concat!("The values of several ", $what, "; one without any is left out.")]
        pub async fn $of(
            conn: &impl Conn,
            workspace: WorkspaceId,
            ids: &[$id],
        ) -> Result<HashMap<$id, Values>> {
            let rows = $row::Entity::find()
                .filter($row::Column::WorkspaceId.eq(Uuid::from(workspace)))
                .filter($row::Column::$column.is_in(in_few_forms(ids.iter().map(|id| Uuid::from(*id)))))
                .all(&conn.executor())
                .await?;
            let mut values: HashMap<$id, Values> = HashMap::new();
            for row in rows {
                values.entry(row.$key.into()).or_default().insert(row.field_id.into(), row.value);
            }
            Ok(values)
        }

        #[doc = concat!("Puts values in place of those that the ", $what, " `known` have of these fields.")]
        pub async fn $replace(
            tx: &Tx,
            workspace: WorkspaceId,
            known: &[$id],
            fields: &[CustomFieldId],
            values: &[($id, CustomFieldId, String)],
        ) -> Result<()> {
            if !known.is_empty() && !fields.is_empty() {
                $row::Entity::delete_many()
                    .filter($row::Column::WorkspaceId.eq(Uuid::from(workspace)))
                    .filter($row::Column::$column.is_in(in_few_forms(known.iter().map(|id| Uuid::from(*id)))))
                    .filter(
                        $row::Column::FieldId.is_in(in_few_forms(fields.iter().map(|id| Uuid::from(*id)))),
                    )
                    .exec(&tx.executor())
                    .await?;
            }
            let rows = values.iter().map(|(id, field, value)| $row::ActiveModel {
                $key: Set((*id).into()),
                field_id: Set((*field).into()),
                workspace_id: Set(workspace.into()),
                value: Set(value.clone()),
            });
            batch::insert(tx, rows.collect()).await
        }
    };
}

values_of!(
    value_row,
    CandidateId,
    candidate_id,
    CandidateId,
    of_candidates,
    replace_of_candidates,
    "candidates"
);
values_of!(
    application_row,
    ApplicationId,
    application_id,
    ApplicationId,
    of_applications,
    replace_of_applications,
    "applications"
);
values_of!(job_row, JobId, job_id, JobId, of_jobs, replace_of_jobs, "jobs");
