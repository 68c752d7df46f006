//! The guides, each step of them clicked in a real browser: one file a guide.

mod connect_greenhouse;
mod desk;
mod hired_to_hr_system;
mod hired_to_intellihr;
mod screen;
