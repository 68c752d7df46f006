//! What happens, in which order, in which transaction: one file a use case.
