//! Changes on their way, on both databases.

mod conflicts;
mod failing;
mod moving;
mod referring;
mod telling;
