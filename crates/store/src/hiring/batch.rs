//! Many rows in few statements.

use std::fmt::Write as _;

use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ConnectionTrait, DbBackend, EntityTrait, Iterable, QueryTrait,
    Statement, Value, sea_query::OnConflict,
};

use crate::{Conn, Tx, error::Result};

/// How many values go into one statement. SQLite would take 32,766, but keeps each prepared statement, and one of
/// thousands of rows holds megabytes; beyond a few thousand values nothing gets faster.
const MOST_VALUES: usize = 4_000;

/// Inserts rows in few statements.
pub(crate) async fn insert<A>(tx: &Tx, rows: Vec<A>) -> Result<()>
where
    A: ActiveModelTrait + ActiveModelBehavior,
{
    write(tx, rows, None).await
}

/// Inserts rows, and does what `clash` says with those whose key is there already. No key may stand in `rows` twice.
pub(crate) async fn put<A>(tx: &Tx, rows: Vec<A>, clash: &OnConflict) -> Result<()>
where
    A: ActiveModelTrait + ActiveModelBehavior,
{
    write(tx, rows, Some(clash)).await
}

async fn write<A>(tx: &Tx, rows: Vec<A>, clash: Option<&OnConflict>) -> Result<()>
where
    A: ActiveModelTrait + ActiveModelBehavior,
{
    let Some(first) = rows.first() else { return Ok(()) };
    let backend = tx.executor().get_database_backend();
    let form = Form::of(first.clone(), clash, backend);
    let columns: Vec<_> = <A::Entity as EntityTrait>::Column::iter().collect();
    for rows in rows.chunks((MOST_VALUES / columns.len()).max(1)) {
        let values = rows.iter().flat_map(|row| columns.iter().map(|column| row.get(*column).into_value()));
        // Each of our rows sets every column; one that did not would be refused where null is not allowed.
        let values: Vec<Value> = values.map(|value| value.unwrap_or(Value::String(None))).collect();
        let sql = form.for_rows(rows.len(), columns.len(), backend);
        tx.executor().execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    }
    Ok(())
}

/// What stands before and behind the values. The query builder writes one row; it is slow at writing thousands.
struct Form {
    before: String,
    behind: String,
}

impl Form {
    fn of<A>(row: A, clash: Option<&OnConflict>, backend: DbBackend) -> Self
    where
        A: ActiveModelTrait + ActiveModelBehavior,
    {
        let mut one = A::Entity::insert_many([row]);
        if let Some(clash) = clash {
            one = one.on_conflict(clash.clone());
        }
        let sql = one.build(backend).sql;
        let (before, rest) = sql.split_once(" VALUES (").unwrap_or((&sql, ""));
        let behind = rest.split_once(')').map_or("", |(_, behind)| behind);
        Self { before: format!("{before} VALUES "), behind: behind.to_owned() }
    }

    fn for_rows(&self, rows: usize, columns: usize, backend: DbBackend) -> String {
        let mut sql = self.before.clone();
        for row in 0..rows {
            sql.push_str(if row == 0 { "(" } else { ", (" });
            for column in 0..columns {
                if column > 0 {
                    sql.push(',');
                }
                match backend {
                    // Writing to a text can't fail.
                    DbBackend::Postgres => drop(write!(sql, "${}", row * columns + column + 1)),
                    _ => sql.push('?'),
                }
            }
            sql.push(')');
        }
        sql.push_str(&self.behind);
        sql
    }
}
