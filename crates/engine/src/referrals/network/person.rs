//! Who a contact is, for a request about them. Only what the employee themselves reads or has agreed to goes through
//! here.

use model::{ContactId, UserId, WorkspaceId, network::Contact, referral::Person};
use store::{Conn, referrals::network::contact};

use super::sealed;
use crate::{App, Result};

/// Who an employee's contact is; `None` where it is not theirs or they have deleted it.
///
/// # Errors
/// Where the database fails, or it was sealed with a key that is not here.
pub(crate) async fn person(
    app: &App,
    conn: &impl Conn,
    workspace: WorkspaceId,
    of: UserId,
    id: ContactId,
) -> Result<Option<Person>> {
    let Some(kept) = contact::get(conn, workspace, of, id).await? else { return Ok(None) };
    let clear: Contact = sealed::open(app, &sealed::of_contact(id), &kept.sealed)?;
    Ok(Some(Person {
        first_name: clear.first_name,
        last_name: clear.last_name,
        email: clear.emails.into_iter().next().unwrap_or_default(),
        phone: clear.phones.into_iter().next().unwrap_or_default(),
        page: clear.page.map(|page| format!("https://{page}")).unwrap_or_default(),
        title: clear.title,
        company: clear.company,
    }))
}
