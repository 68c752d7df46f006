//! A hired candidate becomes an employee in an HR system: form, send, deliver.
