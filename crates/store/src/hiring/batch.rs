//! Many rows in few statements.

use sea_orm::{ActiveModelBehavior, ActiveModelTrait, EntityTrait, Iterable};

use crate::{Conn, Tx, error::Result};

/// SQLite takes 32,766 bound values a statement; PostgreSQL more.
const MOST_VALUES: usize = 32_000;

/// Inserts rows, as many a statement as both databases take.
pub(crate) async fn insert<A>(tx: &Tx, rows: Vec<A>) -> Result<()>
where
    A: ActiveModelTrait + ActiveModelBehavior,
{
    let columns = <A::Entity as EntityTrait>::Column::iter().count();
    let most = MOST_VALUES / columns;
    let mut rows = rows.into_iter();
    loop {
        let batch: Vec<A> = rows.by_ref().take(most).collect();
        if batch.is_empty() {
            return Ok(());
        }
        A::Entity::insert_many(batch).exec_without_returning(&tx.executor()).await?;
    }
}
