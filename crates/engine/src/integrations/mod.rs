//! Connections to other systems: connect, test, enable, configure, disconnect.
