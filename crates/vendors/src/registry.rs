//! Every vendor, one line each. Nothing outside this crate knows a vendor's name.

use std::sync::Arc;

use connect::{Connector, StandIn};

use crate::{bamboohr, greenhouse, intellihr, pinpoint};

/// Every connector.
pub fn connectors() -> Vec<Arc<dyn Connector>> {
    vec![
        Arc::new(bamboohr::BambooHr),
        Arc::new(greenhouse::Greenhouse),
        Arc::new(intellihr::IntelliHr),
        Arc::new(pinpoint::Pinpoint),
    ]
}

/// Every vendor's stand-in.
pub fn stand_ins() -> Vec<Arc<dyn StandIn>> {
    vec![
        Arc::new(bamboohr::Sandbox),
        Arc::new(greenhouse::Sandbox),
        Arc::new(intellihr::Sandbox),
        Arc::new(pinpoint::Sandbox),
    ]
}
