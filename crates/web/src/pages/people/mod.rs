//! Signing in, one's account, users and roles, the audit log.

use model::access::Right;

use crate::access::{Access, Route, get, post};

mod account;
mod api_keys;
mod audit;
mod invitation;
pub(crate) mod problems;
pub(crate) mod sessions;
mod setup;
pub(crate) mod sign_in;
mod users;

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    const MANAGE: Access = Access::May(Right::WorkspaceManage);
    vec![
        get("/sign-in", Access::Public, sign_in::show),
        post("/sign-in", Access::Public, sign_in::submit),
        post("/sign-out", Access::SignedIn, sessions::sign_out),
        get("/setup/{token}", Access::Public, setup::show),
        post("/setup/{token}", Access::Public, setup::submit),
        get("/invite/{token}", Access::Public, invitation::show),
        post("/invite/{token}", Access::Public, invitation::submit),
        get("/account", Access::SignedIn, account::show),
        post("/account/name", Access::SignedIn, account::rename),
        post("/account/password", Access::SignedIn, account::change_password),
        post("/account/sign-out-everywhere", Access::SignedIn, sessions::sign_out_everywhere),
        get("/account/api-keys", Access::SignedIn, api_keys::show),
        post("/account/api-keys", Access::SignedIn, api_keys::make),
        post("/account/api-keys/{id}/revoke", Access::SignedIn, api_keys::revoke),
        get("/settings/users", MANAGE, users::show),
        post("/settings/users/invite", MANAGE, users::change::invite),
        post("/settings/users/{id}/role", MANAGE, users::change::set_role),
        post("/settings/users/{id}/disable", MANAGE, users::change::disable),
        post("/settings/users/{id}/enable", MANAGE, users::change::enable),
        post("/settings/invitations/{id}/revoke", MANAGE, users::change::revoke_invitation),
        get("/settings/audit", MANAGE, audit::show),
        post("/settings/audit/prove", MANAGE, audit::prove),
    ]
}
