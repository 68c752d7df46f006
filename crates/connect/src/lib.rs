//! What a connector is: capabilities, manifest, the one HTTP client, vendor errors.
//!
//! A vendor's folder implements [`Connector`] and the capability traits it has; the engine uses
//! them without knowing which vendor stands behind. Time, identity and HTTP come in through [`Ctx`].

pub mod announce;
pub mod ats;
pub mod auth;
pub mod call;
pub mod calls;
pub mod clock;
pub mod connector;
pub mod crm;
pub mod embeddings;
pub mod error;
pub mod hosts;
pub mod hris;
pub mod html;
pub mod http;
pub mod intake;
pub mod lane;
pub mod manifest;
pub mod messenger;
pub mod pace;
pub mod redact;
pub mod sign;
pub mod standin;
pub mod subdomain;
pub mod token;
pub mod unreadable;
pub mod webhooks;

pub use ats::Ats;
pub use calls::{CallBook, CallEntry};
pub use clock::Clock;
pub use connector::{Connector, Credentials, Ctx, Key, Outcome, Receipt};
pub use crm::Crm;
pub use error::{Result, VendorError};
pub use hris::Hris;
pub use http::{Body, Call, Effect, Http, Part, Reply, Target};
pub use intake::Intake;
pub use lane::Lane;
pub use manifest::Manifest;
pub use messenger::Messenger;
pub use standin::{Outgoing, StandIn, World};
pub use webhooks::Webhooks;
