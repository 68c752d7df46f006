//! Jobs, workflows, candidates and applications: one file a thing that a person does.

// WHO WRITES WHAT (this comment goes when all is there): author A: candidates, profile, comments, attachments, saved
// views, bulk, duplicates and merge, with their pages. Author B: jobs, workflows, board, move_application, offers, with
// their pages and /settings. Author C: tags, custom fields, CSV import, with their pages. Whoever started this module
// first (store/src/hiring) is author A and leaves B's and C's parts to them. Add your `pub mod` lines in your section.

// --- A: candidates

// --- B: jobs, workflows, board

// --- C: tags, fields, import
