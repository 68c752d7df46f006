//! Referrals: employees are asked for people they know, answer, and somebody comes in through them.
