//! Hosts the vendors' stand-ins, with their control page: seed, faults, clock, log.
