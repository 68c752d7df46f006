//! A field there that is gone although something of ours goes into it: everything stands still before any record is
//! harmed, and a card says which.

use model::{
    crm::CrmField,
    handoff::{Problem, ProblemKind},
};
use store::{
    Tx,
    integrations::connection::Connection,
    sourcing::{
        export_item,
        push::{self, Kept},
    },
};

use super::super::export;
use crate::{Actor, App, Result, audit};

/// Notes which mapped fields are not there, and whether pushes stand still for it. Where all are back, they go on.
pub(crate) async fn note(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    of: &Connection,
    kept: &Kept,
    fields: &[CrmField],
) -> Result<bool> {
    let gone = kept.settings.vanished(fields);
    if push::set_vanished(tx, kept, &gone, app.now()).await? {
        let subject = ("connection", Some(of.id.into()));
        let (action, detail) = if gone.is_empty() {
            export::resume(app, tx, of).await?;
            ("push.resumed", format!("“{}”: every mapped field is there again", of.name))
        } else {
            ("push.stopped", format!("“{}”: {} is not there any more", of.name, gone.join(", ")))
        };
        audit::write(app, tx, actor, action, subject, detail).await?;
    }
    if !gone.is_empty() {
        let kept = Kept { vanished: gone.clone(), ..kept.clone() };
        let problem =
            Problem { kind: ProblemKind::Contract, sentence: sentence(&of.name, &kept), fields: vec![] };
        export_item::stop_all(tx, of.id, &problem, app.now()).await?;
    }
    Ok(!gone.is_empty())
}

/// What is told of it.
pub fn sentence(there: &str, kept: &Kept) -> String {
    let fields = kept.vanished.join(", ");
    let (is, them) = if kept.vanished.len() == 1 { ("is", "it") } else { ("are", "them") };
    format!(
        "{fields} {is} not in {there} any more, and something goes into {them}. Pushes stand still and nothing was \
         changed there: an administrator chooses another field, or makes {them} there again."
    )
}
