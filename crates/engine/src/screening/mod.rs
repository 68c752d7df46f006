//! Screening: résumés are read, scored by a job's criteria, and the result is written where recruiters work.

pub mod reading;
