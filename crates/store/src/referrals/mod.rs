//! Referrals as they are kept: whom employees know, what was asked of them, and what came of it.

pub mod bonus;
pub mod delivery;
pub mod event;
pub mod link;
pub mod network;
pub mod opt_out;
pub mod owner;
pub mod referral;
pub mod settings;
pub mod tier;
