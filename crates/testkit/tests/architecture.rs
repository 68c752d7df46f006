//! The house's rules that a compiler doesn't keep: who may import whom, no vendor's name outside its folder,
//! files that can be read in one sitting, one SQLite, one TLS stack, one HTTP client.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use cargo_metadata::{DependencyKind, MetadataCommand};

/// What each room may import. `gangway` wires all, `testkit` is for tests.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("connect", &["model"]),
    ("vendors", &["model", "connect"]),
    ("store", &["model"]),
    ("screen", &["model"]),
    ("identity", &[]),
    ("search", &[]),
    ("engine", &["model", "connect", "store", "screen", "identity", "search"]),
    ("web", &["model", "engine"]),
    ("sandbox", &["model", "connect", "vendors"]),
    ("gangway", &["model", "connect", "vendors", "store", "screen", "engine", "web", "sandbox"]),
    (
        "testkit",
        &["model", "connect", "vendors", "store", "screen", "identity", "search", "engine", "web", "sandbox"],
    ),
];

/// A file longer than this is not read in one sitting.
const LONGEST: usize = 500;

/// Files that may be longer, each with its reason.
const LONGER: &[(&str, &str)] = &[];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, into: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, into);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                into.push(path);
            }
        }
    }
    let (root, mut paths) = (root(), vec![]);
    walk(&root.join("crates"), &mut paths);
    let name = |path: &Path| path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn each_room_imports_only_what_it_may() {
    let metadata = MetadataCommand::new().manifest_path(root().join("Cargo.toml")).no_deps().exec().unwrap();
    let rules: BTreeMap<_, _> = MAY_IMPORT.iter().copied().collect();
    for package in &metadata.packages {
        let allowed =
            rules.get(package.name.as_str()).unwrap_or_else(|| panic!("{} has no rule", package.name));
        for dependency in &package.dependencies {
            let ours = rules.contains_key(dependency.name.as_str());
            if ours && dependency.kind == DependencyKind::Normal {
                assert!(
                    allowed.contains(&dependency.name.as_str()),
                    "{} must not import {}",
                    package.name,
                    dependency.name
                );
            }
        }
    }
}

#[test]
fn no_vendor_is_named_outside_its_folder() {
    let vendors: BTreeSet<String> = fs::read_dir(root().join("crates/vendors/src"))
        .unwrap()
        .filter_map(|entry| {
            let entry = entry.unwrap();
            entry.path().is_dir().then(|| entry.file_name().to_string_lossy().into_owned())
        })
        .collect();
    assert!(!vendors.is_empty(), "no vendor's folder was found");
    for (path, text) in sources() {
        let may_name = path.starts_with("crates/vendors/")
            || path.contains("/tests/")
            || path.starts_with("crates/testkit/");
        let lower = text.to_lowercase();
        for vendor in vendors.iter().filter(|_| !may_name) {
            assert!(!lower.contains(vendor.as_str()), "{path} names {vendor}");
        }
    }
}

#[test]
fn a_vendor_keeps_to_its_own_folder() {
    let folders: Vec<_> =
        sources().into_iter().filter(|(path, _)| path.starts_with("crates/vendors/src/")).collect();
    for (path, text) in &folders {
        let Some(own) = path.strip_prefix("crates/vendors/src/").and_then(|rest| rest.split_once('/')) else {
            continue;
        };
        let foreign = text.match_indices("crate::").find(|(at, found)| {
            let next = &text[at + found.len()..];
            !next.starts_with(own.0)
        });
        assert!(foreign.is_none(), "{path} reaches out of its folder");
    }
}

/// Who may know the table of voluntary answers: what keeps, asks, counts, exports, erases and backs it up.
const MAY_KNOW_VOLUNTARY_ANSWERS: &[&str] = &[
    "crates/store/src/backup/table.rs",
    "crates/store/src/erase.rs",
    "crates/store/src/migrate.rs",
    "crates/store/src/screening/asked.rs",
    "crates/store/src/screening/mod.rs",
    "crates/store/src/screening/voluntary.rs",
    "crates/engine/src/hiring/erase_person/",
    "crates/engine/src/hiring/export_person",
    "crates/engine/src/screening/mod.rs",
    "crates/engine/src/screening/report",
    "crates/engine/src/screening/voluntary",
];

/// The line without what a comment says.
fn code(line: &str) -> &str {
    line.split("//").next().unwrap_or_default()
}

#[test]
fn nothing_that_scores_can_read_what_applicants_said_of_their_own_will() {
    let rooms = ["crates/store/src/", "crates/engine/src/", "crates/screen/src/"];
    let sources = sources();
    // A test may look at what it put there; it scores nobody.
    let here = |path: &str| rooms.iter().any(|room| path.starts_with(room)) && !path.contains("/tests");
    let mut knows = BTreeSet::new();
    for (path, text) in sources.iter().filter(|(path, _)| here(path)) {
        let names = |line: &str| {
            let words: Vec<_> = code(line).split(|c: char| !c.is_alphanumeric() && c != '_').collect();
            words.iter().any(|word| ["voluntary", "screening_voluntary"].contains(word))
        };
        if text.lines().any(names) {
            knows.insert(path.as_str());
        }
    }
    let may = |path: &str| MAY_KNOW_VOLUNTARY_ANSWERS.iter().any(|known| path.starts_with(known));
    let strangers: Vec<_> = knows.iter().filter(|path| !may(path)).collect();
    assert!(strangers.is_empty(), "these must not know voluntary answers: {strangers:?}");
    assert!(knows.contains("crates/engine/src/screening/report.rs"), "the test looks at the wrong words");
    // The scorer knows no database at all, and the report's own arithmetic is no part of it.
    for (path, text) in sources.iter().filter(|(path, _)| path.starts_with("crates/screen/src/score")) {
        let line = text.lines().map(code).find(|line| line.contains("store::") || line.contains("fair::"));
        assert!(line.is_none(), "{path}: {line:?}");
    }
}

#[test]
fn a_file_is_read_in_one_sitting() {
    let excepted: BTreeSet<_> = LONGER.iter().map(|(path, _)| *path).collect();
    let long: Vec<_> = sources()
        .into_iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(path, lines)| *lines > LONGEST && !excepted.contains(path.as_str()))
        .collect();
    assert!(long.is_empty(), "too long for one sitting: {long:?}");
}

#[test]
fn no_file_has_a_name_that_says_nothing() {
    for (path, _) in sources() {
        let stem = Path::new(&path).file_stem().unwrap().to_string_lossy().into_owned();
        assert!(
            !["utils", "util", "helpers", "helper", "manager", "common", "misc"].contains(&stem.as_str()),
            "{path}"
        );
    }
}

#[test]
fn only_the_store_speaks_sql() {
    for (path, text) in sources() {
        let may = path.starts_with("crates/store/") || path.starts_with("crates/testkit/");
        assert!(may || !text.contains("sea_orm"), "{path} goes past the store");
    }
}

#[test]
fn the_program_holds_one_of_each_heavy_thing() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let count = |name: &str| lock.matches(&format!("name = \"{name}\"\n")).count();
    assert_eq!(count("libsqlite3-sys"), 1, "one SQLite");
    assert_eq!(count("rustls"), 1, "one TLS stack");
    assert_eq!(count("reqwest"), 1, "one HTTP client");
    for foreign in ["openssl-sys", "native-tls", "aws-lc-sys", "aws-lc-rs"] {
        assert_eq!(count(foreign), 0, "{foreign} is a second TLS stack");
    }
}

/// Licences under which a part may be shipped with an Apache-2.0 program.
const LICENCES: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

#[test]
fn every_part_has_a_licence_that_allows_shipping_it() {
    let metadata = MetadataCommand::new().manifest_path(root().join("Cargo.toml")).exec().unwrap();
    for package in &metadata.packages {
        let licence = package.license.clone().unwrap_or_default().replace('/', " OR ");
        // One alternative is enough; of an alternative, each part counts.
        let allowed = licence.replace(['(', ')'], "").split(" OR ").any(|choice| {
            let mut parts =
                choice.split(" AND ").map(|part| part.split(" WITH ").next().unwrap_or_default().trim());
            parts.all(|part| LICENCES.contains(&part))
        });
        assert!(allowed, "{} {} is under “{licence}”", package.name, package.version);
    }
}
