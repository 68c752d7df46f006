//! What a file says, or why it says nothing. By content: the same file is read once, whoever brought it.

use jiff::Timestamp;
use model::{WorkspaceId, screening::ResumeProfile};
use sea_orm::{ActiveValue::Set, QueryOrder, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Conn, Tx,
    error::{Error, Result},
    hiring::{attachment, batch},
    integrations::{read, text},
    time::{from_ms, to_ms},
};

/// What a file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// Which reader read it; another one reads it again.
    pub reader: String,
    /// When.
    pub read_at: Timestamp,
    /// What it says, or in a sentence why it could not be read.
    pub outcome: std::result::Result<ResumeProfile, String>,
}

pub(crate) mod row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "screening_reading")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub workspace_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub sha256: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub reader: String,
        pub read_at: i64,
        pub unreadable: Option<String>,
        pub profile: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<row::Model> for Reading {
    type Error = Error;

    fn try_from(row: row::Model) -> Result<Self> {
        const WHAT: &str = "reading of a résumé";
        let outcome = match (row.profile, row.unreadable) {
            (Some(profile), _) => Ok(read(&profile, WHAT)?),
            (None, Some(why)) => Err(why),
            (None, None) => return Err(Error::Unreadable(WHAT)),
        };
        Ok(Self { sha256: row.sha256, reader: row.reader, read_at: from_ms(row.read_at), outcome })
    }
}

/// Keeps readings; one that is there already stays as it is.
pub async fn put_many(tx: &Tx, workspace: WorkspaceId, readings: &[Reading]) -> Result<()> {
    use row::Column as C;
    let rows = readings.iter().map(|reading| row::ActiveModel {
        workspace_id: Set(workspace.into()),
        sha256: Set(reading.sha256.clone()),
        reader: Set(reading.reader.clone()),
        read_at: Set(to_ms(reading.read_at)),
        unreadable: Set(reading.outcome.as_ref().err().cloned()),
        profile: Set(reading.outcome.as_ref().ok().map(text)),
    });
    let clash = OnConflict::columns([C::WorkspaceId, C::Sha256, C::Reader]).do_nothing().to_owned();
    batch::put(tx, rows.collect(), &clash).await
}

/// What one reader found in these files; one that it has not read is left out.
pub async fn of(
    conn: &impl Conn,
    workspace: WorkspaceId,
    reader: &str,
    files: &[String],
) -> Result<Vec<Reading>> {
    let rows = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Reader.eq(reader))
        .filter(row::Column::Sha256.is_in(batch::in_few_forms(files.iter().cloned())))
        .all(&conn.executor())
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// What was last found in a file, by whichever reader.
pub async fn latest(conn: &impl Conn, workspace: WorkspaceId, file: &str) -> Result<Option<Reading>> {
    let query = row::Entity::find()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Sha256.eq(file))
        .order_by_desc(row::Column::ReadAt);
    query.one(&conn.executor()).await?.map(TryInto::try_into).transpose()
}

/// Forgets what these files say, except where somebody else's file has the same content.
pub async fn forget(tx: &Tx, workspace: WorkspaceId, files: &[String]) -> Result<()> {
    let kept: Vec<String> = attachment::of_content(tx, workspace, files).await?;
    let gone = files.iter().filter(|file| !kept.contains(file));
    row::Entity::delete_many()
        .filter(row::Column::WorkspaceId.eq(Uuid::from(workspace)))
        .filter(row::Column::Sha256.is_in(gone))
        .exec(&tx.executor())
        .await?;
    Ok(())
}
