//! Which voluntary questions are asked, and the links by which applicants answer them.

use std::collections::BTreeSet;

use jiff::Timestamp;
use model::{ApplicationId, WorkspaceId, screening::VoluntaryQuestion};
use sea_orm::{ActiveValue::Set, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Conn, Tx,
    error::Result,
    hiring::batch,
    time::{from_ms, to_ms},
};

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "voluntary_question")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub workspace_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub question: String,
        pub since: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod link_row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "voluntary_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: Uuid,
        pub workspace_id: Uuid,
        pub token_hash: String,
        pub made_at: i64,
        pub answered_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A link by which one applicant answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Whose application.
    pub application: ApplicationId,
    /// In which workspace.
    pub workspace: WorkspaceId,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it was last used to answer.
    pub answered_at: Option<Timestamp>,
}

impl From<link_row::Model> for Link {
    fn from(row: link_row::Model) -> Self {
        Self {
            application: row.application_id.into(),
            workspace: row.workspace_id.into(),
            made_at: from_ms(row.made_at),
            answered_at: row.answered_at.map(from_ms),
        }
    }
}

/// The questions that are asked.
pub async fn questions(conn: &impl Conn, workspace: WorkspaceId) -> Result<BTreeSet<VoluntaryQuestion>> {
    let query = row::Entity::find().filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)));
    let rows = query.all(&conn.executor()).await?;
    Ok(rows.iter().filter_map(|row| VoluntaryQuestion::parse(&row.question)).collect())
}

/// Asks these questions and no others. One that was asked before keeps since when.
pub async fn set_questions(
    tx: &Tx,
    workspace: WorkspaceId,
    asked: &BTreeSet<VoluntaryQuestion>,
    at: Timestamp,
) -> Result<()> {
    use row::Column as C;
    row::Entity::delete_many()
        .filter(C::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(C::Question.is_not_in(asked.iter().map(|question| question.as_str())))
        .exec(&tx.executor())
        .await?;
    let rows = asked.iter().map(|question| row::ActiveModel {
        workspace_id: Set(workspace.into()),
        question: Set(question.as_str().into()),
        since: Set(to_ms(at)),
    });
    let clash = OnConflict::columns([C::WorkspaceId, C::Question]).do_nothing().to_owned();
    batch::put(tx, rows.collect(), &clash).await
}

/// Keeps the hash of a new link, in place of the one before.
pub async fn put_link(
    tx: &Tx,
    workspace: WorkspaceId,
    application: ApplicationId,
    token_hash: &str,
    at: Timestamp,
) -> Result<()> {
    use link_row::Column as C;
    let row = link_row::ActiveModel {
        application_id: Set(application.into()),
        workspace_id: Set(workspace.into()),
        token_hash: Set(token_hash.into()),
        made_at: Set(to_ms(at)),
        answered_at: Set(None),
    };
    let clash = OnConflict::column(C::ApplicationId).update_columns([C::TokenHash, C::MadeAt]).to_owned();
    batch::put(tx, vec![row], &clash).await
}

/// The link with a token.
pub async fn by_token(conn: &impl Conn, token_hash: &str) -> Result<Option<Link>> {
    let query = link_row::Entity::find().filter(link_row::Column::TokenHash.eq(token_hash));
    Ok(query.one(&conn.executor()).await?.map(Into::into))
}

/// The link of an application.
pub async fn link_of(
    conn: &impl Conn,
    workspace: WorkspaceId,
    application: ApplicationId,
) -> Result<Option<Link>> {
    let query = link_row::Entity::find_by_id(Uuid::from(application))
        .filter(link_row::Column::WorkspaceId.eq(Uuid::from(workspace)));
    Ok(query.one(&conn.executor()).await?.map(Into::into))
}

/// Notes that the applicant answered.
pub async fn set_answered(tx: &Tx, application: ApplicationId, at: Timestamp) -> Result<()> {
    link_row::Entity::update_many()
        .col_expr(link_row::Column::AnsweredAt, Expr::value(to_ms(at)))
        .filter(link_row::Column::ApplicationId.eq(Uuid::from(application)))
        .exec(&tx.executor())
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        hiring::tests::{OURS, at},
        screening::tests::{applicants, id},
        testing::fresh,
    };

    #[tokio::test]
    async fn nothing_is_asked_until_somebody_says_so() {
        use VoluntaryQuestion::{Age, Gender};
        for fresh in fresh().await {
            let db = &fresh.db;
            applicants(db, 1).await;
            assert!(questions(db, OURS).await.unwrap().is_empty());
            for asked in [&[Gender, Age][..], &[Age], &[]] {
                let asked: BTreeSet<_> = asked.iter().copied().collect();
                let tx = db.begin().await.unwrap();
                set_questions(&tx, OURS, &asked, at(5)).await.unwrap();
                tx.commit().await.unwrap();
                assert_eq!(questions(db, OURS).await.unwrap(), asked);
            }
        }
    }

    #[tokio::test]
    async fn a_new_link_replaces_the_one_before() {
        for fresh in fresh().await {
            let db = &fresh.db;
            applicants(db, 1).await;
            for token in ["a", "b"] {
                let tx = db.begin().await.unwrap();
                put_link(&tx, OURS, id(1000), token, at(5)).await.unwrap();
                set_answered(&tx, id(1000), at(6)).await.unwrap();
                tx.commit().await.unwrap();
            }
            assert_eq!(by_token(db, "a").await.unwrap(), None);
            let link = by_token(db, "b").await.unwrap().unwrap();
            assert_eq!((link.application, link.answered_at), (id(1000), Some(at(6))));
            assert_eq!(link_of(db, OURS, id(1000)).await.unwrap(), Some(link));
        }
    }
}
