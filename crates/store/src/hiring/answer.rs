//! What applicants answered to a job's questions.

use std::collections::HashMap;

use model::{ApplicationId, WorkspaceId, remote::Answer};
use sea_orm::{ActiveValue::Set, QueryOrder, entity::prelude::*};

use super::batch::{self, in_few_forms};
use crate::{Conn, Tx, error::Result};

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "answer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        pub workspace_id: Uuid,
        pub question: String,
        pub answer: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The answers of several applications, in the order of the questions; one without any is left out.
pub async fn of(
    conn: &impl Conn,
    workspace: WorkspaceId,
    applications: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Vec<Answer>>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::ApplicationId.is_in(in_few_forms(applications.iter().map(|id| Uuid::from(*id)))))
        .order_by_asc(row::Column::Position)
        .all(&conn.executor())
        .await?;
    let mut answers: HashMap<ApplicationId, Vec<Answer>> = HashMap::new();
    for row in rows {
        let answer = Answer { question: row.question, answer: row.answer };
        answers.entry(row.application_id.into()).or_default().push(answer);
    }
    Ok(answers)
}

/// Puts answers in place of those that the applications `known` have.
pub async fn replace(
    tx: &Tx,
    workspace: WorkspaceId,
    known: &[ApplicationId],
    answers: &[(ApplicationId, Vec<Answer>)],
) -> Result<()> {
    if !known.is_empty() {
        row::Entity::delete_many()
            .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
            .filter(row::Column::ApplicationId.is_in(in_few_forms(known.iter().map(|id| Uuid::from(*id)))))
            .exec(&tx.executor())
            .await?;
    }
    let rows = answers.iter().flat_map(|(application, answers)| {
        answers.iter().zip(0..).map(|(answer, position)| row::ActiveModel {
            application_id: Set((*application).into()),
            position: Set(position),
            workspace_id: Set(workspace.into()),
            question: Set(answer.question.clone()),
            answer: Set(answer.answer.clone()),
        })
    });
    batch::insert(tx, rows.collect()).await
}
