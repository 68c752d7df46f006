//! Every vendor, one line each. Nothing outside this crate knows a vendor's name.

use std::sync::Arc;

use connect::{Connector, StandIn};

use crate::{bamboohr, clinch, greenhouse, intellihr, pinpoint, slack};

/// Every connector.
pub fn connectors() -> Vec<Arc<dyn Connector>> {
    vec![
        Arc::new(bamboohr::BambooHr),
        Arc::new(clinch::Clinch),
        Arc::new(greenhouse::Greenhouse),
        Arc::new(intellihr::IntelliHr),
        Arc::new(pinpoint::Pinpoint),
        Arc::new(slack::Slack),
    ]
}

/// Every vendor's stand-in.
pub fn stand_ins() -> Vec<Arc<dyn StandIn>> {
    vec![
        Arc::new(bamboohr::Sandbox),
        Arc::new(clinch::Sandbox),
        Arc::new(greenhouse::Sandbox),
        Arc::new(intellihr::Sandbox),
        Arc::new(pinpoint::Sandbox),
        Arc::new(slack::Sandbox),
    ]
}

#[cfg(test)]
mod tests {
    use model::field::FieldKind;

    use super::*;

    #[test]
    fn what_writing_back_takes_is_known() {
        for connector in connectors() {
            let manifest = connector.manifest();
            assert_eq!(manifest.write_back.is_some(), connector.ats().is_some(), "{}", manifest.vendor);
            let Some(write_back) = &manifest.write_back else { continue };
            for key in &write_back.permissions {
                assert!(manifest.permission.iter().any(|one| one.key == *key), "{}: {key}", manifest.vendor);
            }
            for kind in FieldKind::ALL {
                assert!(write_back.kinds.contains_key(kind.as_str()), "{}: {kind:?}", manifest.vendor);
            }
        }
    }
}
