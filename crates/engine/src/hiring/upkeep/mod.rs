//! What shapes the candidates' records: tags, custom fields, and files of candidates on their way in.

pub mod fields;
pub mod import;
pub mod tags;
