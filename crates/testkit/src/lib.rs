//! An app, a worker and sandboxes on a fresh database; builders and conformance suites. Tests only.
