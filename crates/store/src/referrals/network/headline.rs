//! What people do, without who they are: once for all who do the same.

use std::collections::HashMap;

use model::{WorkspaceId, network::Level};
use sea_orm::{ActiveValue::Set, ConnectionTrait, Statement, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    hiring::batch::{self, in_few_forms},
    integrations::{read, text},
};

/// What people do, as it is compared.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Headline {
    /// The words of the title in one form, separated by blanks.
    pub words: String,
    /// Identifiers of skills, separated by blanks.
    pub skills: String,
    /// How far up.
    pub level: Level,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "contact_headline")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: Uuid,
        pub words: String,
        pub skills: String,
        pub level: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Headline {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        let level = read(&row.level, "level of a contact's work")?;
        Ok(Self { words: row.words, skills: row.skills, level })
    }
}

/// Keeps those that are not there yet, under the identifiers that `id` gives, and says which each one has.
pub async fn ensure(
    tx: &Tx,
    workspace: WorkspaceId,
    wanted: &[Headline],
    mut id: impl FnMut() -> Uuid,
) -> Result<HashMap<Headline, Uuid>> {
    use row::Column as C;
    let rows = wanted.iter().map(|headline| row::ActiveModel {
        id: Set(id()),
        workspace_id: Set(workspace.into()),
        words: Set(headline.words.clone()),
        skills: Set(headline.skills.clone()),
        level: Set(text(&headline.level)),
    });
    let clash = OnConflict::columns([C::WorkspaceId, C::Words, C::Skills, C::Level]).do_nothing().to_owned();
    batch::put(tx, rows.collect(), &clash).await?;
    let mut found = HashMap::new();
    for some in wanted.chunks(1_000) {
        let rows = of_workspace(workspace)
            .filter(C::Words.is_in(in_few_forms(some.iter().map(|headline| headline.words.clone()))))
            .all(&tx.executor())
            .await?;
        for row in rows {
            let id = row.id;
            found.insert(row.try_into()?, id);
        }
    }
    Ok(found)
}

fn of_workspace(workspace: WorkspaceId) -> Select<row::Entity> {
    row::Entity::find().filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
}

/// All of a workspace, each with its identifier.
pub async fn all(conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<(Uuid, Headline)>> {
    let rows = of_workspace(workspace).all(&conn.executor()).await?;
    rows.into_iter().map(|row| Ok((row.id, row.try_into()?))).collect()
}

/// Those of some contacts' headlines, by identifier.
pub async fn of_ids(
    conn: &impl Conn,
    workspace: WorkspaceId,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Headline>> {
    let mut found = HashMap::new();
    for some in ids.chunks(1_000) {
        let ids = in_few_forms(some.iter().copied());
        for row in of_workspace(workspace).filter(row::Column::Id.is_in(ids)).all(&conn.executor()).await? {
            found.insert(row.id, row.try_into()?);
        }
    }
    Ok(found)
}

/// Forgets those that nobody's contact has any more.
pub async fn prune(tx: &Tx, workspace: WorkspaceId) -> Result<()> {
    const UNUSED: &str = "delete from contact_headline where workspace_id = $1 and not exists (
        select 1 from contact c where c.headline_id = contact_headline.id)";
    let conn = tx.executor();
    let values = [Uuid::from(workspace).into()];
    conn.execute_raw(Statement::from_sql_and_values(conn.get_database_backend(), UNUSED, values)).await?;
    Ok(())
}
