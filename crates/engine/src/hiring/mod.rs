//! Jobs, workflows, candidates and applications: one file a thing that a person does.
