//! How much of a file is read. Generous for a résumé, and far below what would hurt.

/// Bytes of a file.
pub const MOST_BYTES: usize = 20 * 1024 * 1024;

/// Bytes of text, some three hundred printed pages.
pub const MOST_TEXT: usize = 1024 * 1024;

/// Pages of a PDF.
pub const MOST_PAGES: usize = 60;

/// Bytes to which one part of an archive may unpack.
pub(super) const MOST_UNPACKED: u64 = 24 * 1024 * 1024;

/// Parts of an archive. A document has some dozens.
pub(super) const MOST_PARTS: usize = 4096;

/// Groups or elements inside each other.
pub(super) const MOST_NESTED: usize = 2000;

/// Letters drawn on one page of a PDF.
pub(super) const MOST_GLYPHS: usize = 200_000;
