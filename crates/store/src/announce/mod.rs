//! Webhooks out, as they are kept: endpoints, messages, and each try.

pub mod endpoint;
pub mod message;
pub mod tried;
