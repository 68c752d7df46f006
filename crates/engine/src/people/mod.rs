//! Who may sign in: the first administrator, users, roles, invitations, sessions.
