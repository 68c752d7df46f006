//! Sourcing: the talent pool, and the ways of its people into a job or another system and back.

pub mod export;
pub mod find;
pub mod import;
pub mod intake;
pub mod lists;
pub mod pool;
pub mod push;
pub mod rediscover;
pub mod searches;
pub mod table;
