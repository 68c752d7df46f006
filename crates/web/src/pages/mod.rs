//! The pages: one folder a part of the product, one file a page.

pub mod announce;
pub mod api_reference;
pub mod fairness;
pub mod follow_up;
pub mod handoff;
pub mod hiring;
pub mod integrations;
pub mod mail;
pub mod numbers;
pub mod people;
pub mod referral;
pub mod referral_settings;
pub mod referrals;
pub mod referred;
pub mod screening;
pub mod settings;
pub mod sourcing;
