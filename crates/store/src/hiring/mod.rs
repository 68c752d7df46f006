//! Jobs, workflows, candidates, applications and what hangs on them, as they are kept.
