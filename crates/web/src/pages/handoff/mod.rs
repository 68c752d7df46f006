//! Sending a hire, the list of hand-offs, and what waits for a person.

mod attention;
mod bulk;
mod edit;
mod fields;
mod list;
pub mod panel;
mod send;
mod story;

use model::access::Right;

pub(crate) use self::story::state;

use crate::access::{Access, Route, get, post};

const SEND: Access = Access::May(Right::HandoffsSend);

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    vec![
        get("/attention", SEND, attention::show),
        get("/candidates/{id}/send/{connection}", SEND, send::show),
        post("/candidates/{id}/send/{connection}", SEND, send::act),
        get("/handoffs", SEND, list::show),
        post("/handoffs/bulk", SEND, bulk::choose),
        post("/handoffs/bulk/send", SEND, bulk::send),
        get("/handoffs/{id}", SEND, story::show),
        post("/handoffs/{id}/retry", SEND, story::retry),
        post("/handoffs/{id}/cancel", SEND, story::cancel),
        post("/handoffs/{id}/decide", SEND, story::decide),
        get("/handoffs/{id}/edit", SEND, edit::show),
        post("/handoffs/{id}/edit", SEND, edit::act),
    ]
}
