//! Referrals as they are kept: whom employees know, what was asked of them, and what came of it.
