//! Settings > Mail and Settings > Mailbox: the server that letters go out by, and every letter that was written.

use model::access::Right;

use crate::access::{Access, Route, get, post};

mod mailbox;
mod server;
mod text;

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    const MANAGE: Access = Access::May(Right::WorkspaceManage);
    vec![
        get("/settings/mail", MANAGE, server::show),
        post("/settings/mail", MANAGE, server::save),
        post("/settings/mail/try", MANAGE, server::try_out),
        post("/settings/mail/forget", MANAGE, server::forget),
        get("/settings/mailbox", MANAGE, mailbox::list),
        get("/settings/mailbox/{id}", MANAGE, mailbox::show),
        post("/settings/mailbox/{id}/send", MANAGE, mailbox::send),
        post("/settings/mailbox/{id}/drop", MANAGE, mailbox::drop_it),
    ]
}
