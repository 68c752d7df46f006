//! Connections, the log of their calls, hand-offs and links, as they are kept.
