//! What holds for all referrals of a workspace, and its own words for letters.

use std::collections::BTreeMap;

use model::{
    WorkspaceId,
    referral::{Settings, Template, TemplateKind},
};
use sea_orm::{ActiveValue::Set, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Conn, Tx,
    error::Result,
    integrations::{read, text},
};

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "referral_settings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub workspace_id: Uuid,
        pub content: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod template_row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "referral_template")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub workspace_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: String,
        pub subject: String,
        pub body: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What holds for all referrals; the defaults where nobody decided yet.
pub async fn get(conn: &impl Conn, workspace: WorkspaceId) -> Result<Settings> {
    let row = row::Entity::find_by_id(Uuid::from(workspace)).one(&conn.executor()).await?;
    row.map_or_else(|| Ok(Settings::default()), |row| read(&row.content, "settings of referrals"))
}

/// Keeps what was decided.
pub async fn put(tx: &Tx, workspace: WorkspaceId, settings: &Settings) -> Result<()> {
    use row::Column as C;
    let row = row::ActiveModel { workspace_id: Set(workspace.into()), content: Set(text(settings)) };
    row::Entity::insert(row)
        .on_conflict(OnConflict::column(C::WorkspaceId).update_column(C::Content).to_owned())
        .exec_without_returning(&tx.executor())
        .await?;
    Ok(())
}

/// The words of each kind of letter: the workspace's own, else those that are built in.
pub async fn templates(conn: &impl Conn, workspace: WorkspaceId) -> Result<BTreeMap<TemplateKind, Template>> {
    let mut all: BTreeMap<_, _> = TemplateKind::ALL.into_iter().map(|kind| (kind, kind.built_in())).collect();
    let rows = template_row::Entity::find()
        .filter(template_row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .all(&conn.executor())
        .await?;
    for row in rows {
        if let Some(kind) = TemplateKind::parse(&row.kind) {
            all.insert(kind, Template { subject: row.subject, body: row.body });
        }
    }
    Ok(all)
}

/// Keeps the workspace's own words for a kind of letter; `None` goes back to those that are built in.
pub async fn put_template(
    tx: &Tx,
    workspace: WorkspaceId,
    kind: TemplateKind,
    words: Option<&Template>,
) -> Result<()> {
    use template_row::Column as C;
    template_row::Entity::delete_many()
        .filter(C::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(C::Kind.eq(kind.as_str()))
        .exec(&tx.executor())
        .await?;
    if let Some(words) = words {
        let row = template_row::ActiveModel {
            workspace_id: Set(workspace.into()),
            kind: Set(kind.as_str().into()),
            subject: Set(words.subject.clone()),
            body: Set(words.body.clone()),
        };
        template_row::Entity::insert(row).exec_without_returning(&tx.executor()).await?;
    }
    Ok(())
}
