//! Pages and REST API: asks the engine, decides nothing.
