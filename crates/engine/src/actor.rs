//! Who asks.

use model::{
    UserId, WorkspaceId,
    access::{Right, Role},
    workspace::WorkspaceKind,
};

use crate::error::{Error, Result};

/// Who asks for something, in which workspace, and from where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The workspace whose records are meant.
    pub workspace: WorkspaceId,
    /// Whether it is for real.
    pub kind: WorkspaceKind,
    /// The user, where it is one.
    pub user: Option<UserId>,
    /// The name for the audit log.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// From where: a network address, `cli`, `worker`, or a rule's name.
    pub origin: String,
}

impl Actor {
    /// Gangway itself, at work for a workspace. It may do all that its work needs.
    pub fn worker(workspace: WorkspaceId, kind: WorkspaceKind) -> Self {
        Self {
            workspace,
            kind,
            user: None,
            name: "Gangway".into(),
            role: Role::Administrator,
            origin: "worker".into(),
        }
    }

    /// Refuses where the actor has not the right.
    ///
    /// # Errors
    /// [`Error::Denied`].
    pub fn require(&self, right: Right) -> Result<()> {
        if self.role.may(right) { Ok(()) } else { Err(Error::Denied(right)) }
    }
}
