//! Custom fields: what a workspace wants to know of its candidates beyond the usual.

use model::{CustomFieldId, access::Right, field::CustomField};
use store::{Conn, hiring::field};

use crate::{
    Actor, App,
    error::{Error, Result},
};

pub mod change;
pub mod create;
pub mod delete;

/// The most options a field can have.
const MOST_OPTIONS: usize = 200;

/// Every field in the order they were made, each with how many candidates have a value.
///
/// # Errors
/// [`Error::Denied`].
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<(CustomField, u64)>> {
    actor.require(Right::WorkspaceManage)?;
    let mut list = Vec::new();
    for each in field::all(&app.db, actor.workspace).await? {
        let values = field::count_values(&app.db, actor.workspace, each.id).await?;
        list.push((each, values));
    }
    Ok(list)
}

/// One field with how many candidates have a value.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn get(app: &App, actor: &Actor, id: CustomFieldId) -> Result<(CustomField, u64)> {
    actor.require(Right::WorkspaceManage)?;
    let found = find(&app.db, actor, id).await?;
    let values = field::count_values(&app.db, actor.workspace, id).await?;
    Ok((found, values))
}

async fn find(conn: &impl Conn, actor: &Actor, id: CustomFieldId) -> Result<CustomField> {
    let all = field::all(conn, actor.workspace).await?;
    all.into_iter().find(|field| field.id == id).ok_or(Error::NotFound("custom field"))
}

/// The options as they are kept, or the problem of the form's field `options`.
fn options(typed: impl Iterator<Item = String>) -> Result<Vec<String>> {
    let mut options: Vec<String> = Vec::new();
    for option in typed {
        let option = option.split_whitespace().collect::<Vec<_>>().join(" ");
        if option.is_empty() {
            continue;
        }
        if options.iter().any(|known| known.to_lowercase() == option.to_lowercase()) {
            return Err(Error::field(
                "options",
                format!("“{option}” stands twice; each option stands once."),
            ));
        }
        options.push(option);
    }
    match options.len() {
        0 => Err(Error::field("options", "Give at least one option to choose from.")),
        n if n > MOST_OPTIONS => Err(Error::field(
            "options",
            format!("A field has {MOST_OPTIONS} options at most; these are {n}."),
        )),
        _ => Ok(options),
    }
}
