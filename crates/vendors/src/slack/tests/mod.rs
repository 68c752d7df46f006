//! Tests of the connector against the stand-in.
