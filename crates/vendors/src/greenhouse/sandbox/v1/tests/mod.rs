//! v1 over its router, as a client calls it.

mod api;
mod door;
mod field_writes;
mod lists;
mod people_writes;
mod records;
mod scale;
mod webhooks;
mod writes;
