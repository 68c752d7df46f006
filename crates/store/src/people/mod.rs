//! Users, their sessions and invitations, as they are kept.
