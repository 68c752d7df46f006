//! The methods of the Web API, one line each.

mod conversations;
mod identity;
mod message;
mod rate;
mod users;
mod views;

use connect::World;

pub use conversations::slackbots;

use super::{args::Args, auth::Caller, errors::Answer};

/// A method.
pub struct Method {
    /// Its name, which is the last part of its address.
    pub name: &'static str,
    /// The scope it takes; empty where any token will do.
    pub scope: &'static str,
    /// Whether it takes JSON documents. The others take forms only, as the vendor says.
    pub json: bool,
    /// The arguments that are built.
    pub built: &'static [&'static str],
    /// The arguments that the vendor has and that are not built.
    pub unbuilt: &'static [&'static str],
    /// What it does.
    pub run: fn(&World, &Caller, &Args) -> Answer,
}

/// Every method that is built.
pub const ALL: &[Method] = &[
    Method { name: "auth.test", scope: "", json: true, built: &[], unbuilt: &[], run: identity::test },
    Method {
        name: "auth.revoke",
        scope: "",
        json: false,
        built: &[],
        unbuilt: &["test"],
        run: identity::revoke,
    },
    Method {
        name: "users.lookupByEmail",
        scope: "users:read.email",
        json: false,
        built: &["email"],
        unbuilt: &[],
        run: users::by_email,
    },
    Method {
        name: "conversations.open",
        scope: "im:write",
        json: true,
        built: &["users"],
        unbuilt: &["channel", "return_im", "prevent_creation"],
        run: conversations::open,
    },
    Method {
        name: "conversations.history",
        scope: "im:history",
        json: false,
        built: &["channel", "limit", "include_all_metadata"],
        unbuilt: &["cursor", "inclusive", "latest", "oldest"],
        run: conversations::history,
    },
    Method {
        name: "chat.postMessage",
        scope: "chat:write",
        json: true,
        built: &["channel", "text", "blocks", "metadata", "unfurl_links", "unfurl_media"],
        unbuilt: &[
            "as_user",
            "attachments",
            "icon_emoji",
            "icon_url",
            "link_names",
            "markdown_text",
            "mrkdwn",
            "parse",
            "reply_broadcast",
            "thread_ts",
            "username",
        ],
        run: message::post,
    },
    Method {
        name: "chat.update",
        scope: "chat:write",
        json: true,
        built: &["channel", "ts", "text", "blocks", "metadata"],
        unbuilt: &[
            "as_user",
            "attachments",
            "file_ids",
            "link_names",
            "markdown_text",
            "parse",
            "reply_broadcast",
        ],
        run: message::update,
    },
    Method {
        name: "views.publish",
        scope: "",
        json: true,
        built: &["user_id", "view"],
        unbuilt: &["hash"],
        run: views::publish,
    },
];
