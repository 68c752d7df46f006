//! Who a referral is about, for those who may know: the employee, and the letter to them.

use model::referral::Person;
use store::Conn;

use super::{Referral, network};
use crate::{App, error::Result};

/// Who a referral is about; `None` where it is a contact that the employee has taken away meanwhile.
pub(super) async fn person(app: &App, conn: &impl Conn, one: &Referral) -> Result<Option<Person>> {
    match one.contact.filter(|_| one.person.is_nobody()) {
        Some(contact) => network::person(app, conn, one.workspace, one.employee, contact).await,
        None => Ok((!one.person.is_nobody()).then(|| one.person.clone())),
    }
}
