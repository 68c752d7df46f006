//! Taking an invitation back.

use model::{InvitationId, access::Right};
use store::people::invitation;

use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Makes an invitation's link worthless.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`] where it was accepted or taken back before.
pub async fn revoke_invitation(app: &App, actor: &Actor, id: InvitationId) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    let tx = app.db.begin().await?;
    if !invitation::revoke(&tx, actor.workspace, id, app.now()).await? {
        return Err(Error::NotFound("open invitation"));
    }
    let subject = ("invitation", Some(id.into()));
    audit::write(app, &tx, actor, "invitation.revoked", subject, "Took an invitation back").await?;
    Ok(tx.commit().await?)
}
