//! The documentation says what is so: every page is in its table of contents, every link leads somewhere, and every
//! command and setting that it names is one.

use std::{
    collections::BTreeSet,
    fs,
    path::{Component, Path, PathBuf},
};

use clap::{Command, CommandFactory};

use crate::{cli::Cli, key_file};

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

/// Every page of a folder and those below, by its path from the root.
fn pages(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = vec![];
    for entry in fs::read_dir(root().join(folder)).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root()).unwrap().to_owned();
        if path.is_dir() {
            found.extend(pages(name.to_str().unwrap()));
        } else if path.extension().is_some_and(|ending| ending == "md") {
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}

fn everything() -> Vec<(PathBuf, String)> {
    let mut all = pages("docs");
    for name in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        all.push((name.into(), fs::read_to_string(root().join(name)).unwrap()));
    }
    all
}

/// Where the links of a page lead, outside its blocks of code.
fn links(text: &str) -> Vec<&str> {
    let spoken = text.split("```").step_by(2);
    let ends = spoken.flat_map(|part| part.split("](").skip(1));
    ends.filter_map(|rest| rest.split(')').next()).collect()
}

/// The same place without its `..`.
fn plain(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut so_far, part| {
        if part == Component::ParentDir {
            so_far.pop()
        } else {
            so_far.push(part);
            true
        };
        so_far
    })
}

/// The names that the headings of a page go by.
fn anchors(text: &str) -> BTreeSet<String> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    let letter = |letter: char| match letter {
        ' ' => Some('-'),
        '-' | '_' => Some(letter),
        other => other.is_alphanumeric().then(|| other.to_ascii_lowercase()),
    };
    headings.map(|line| line.trim_start_matches('#').trim().chars().filter_map(letter).collect()).collect()
}

#[test]
fn every_page_is_in_the_table_of_contents() {
    let contents = fs::read_to_string(root().join("docs/SUMMARY.md")).unwrap();
    let listed: Vec<_> = links(&contents).into_iter().map(|link| Path::new("docs").join(link)).collect();
    let there: BTreeSet<_> = pages("docs")
        .into_iter()
        .map(|(path, _)| path)
        .filter(|path| !path.ends_with("SUMMARY.md"))
        .collect();
    let once: BTreeSet<_> = listed.iter().cloned().collect();
    assert_eq!(once.len(), listed.len(), "a page is listed twice");
    let missing: Vec<_> = there.symmetric_difference(&once).collect();
    assert!(missing.is_empty(), "docs/SUMMARY.md and docs differ in {missing:?}");
}

#[test]
fn every_link_leads_somewhere() {
    for (page, text) in everything() {
        for link in links(&text).into_iter().filter(|link| !link.contains("://")) {
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target =
                if path.is_empty() { page.clone() } else { plain(&page.parent().unwrap().join(path)) };
            assert!(root().join(&target).exists(), "{}: {link} leads nowhere", page.display());
            // The site has nothing that lies outside its folder.
            let stays = !page.starts_with("docs") || target.starts_with("docs");
            assert!(stays, "{}: {link} leads out of the site", page.display());
            if !anchor.is_empty() {
                let there = anchors(&fs::read_to_string(root().join(&target)).unwrap());
                assert!(there.contains(anchor), "{}: {link} names no heading", page.display());
            }
        }
    }
}

/// What is written as code: each line of a block, each `span`.
pub fn code(text: &str) -> Vec<&str> {
    let mut found = vec![];
    for (nth, part) in text.split("```").enumerate() {
        if nth % 2 == 1 {
            found.extend(part.lines().skip(1).map(str::trim));
        } else {
            found.extend(part.split('`').skip(1).step_by(2));
        }
    }
    found
}

/// The words after `gangway`, where the line runs it.
fn words(line: &str) -> Option<Vec<&str>> {
    let line = line.strip_prefix("sudo ").unwrap_or(line);
    let command = match line.strip_prefix("cargo run ") {
        Some(rest) if !rest.contains("--bin") && !rest.contains("-p testkit") => rest.split_once("-- ")?.1,
        _ => line.strip_prefix("gangway ")?,
    };
    let ended = command.split(['#', '|', '>', ';']).next()?;
    Some(ended.split_whitespace().collect())
}

/// Says what is wrong with a command line; nothing where clap would know it all.
pub fn fault(words: &[&str]) -> Option<String> {
    let mut at: Command = Cli::command();
    at.build();
    for word in words {
        if let Some(flag) = word.strip_prefix("--") {
            let flag = flag.split('=').next()?;
            let known =
                flag == "help" || at.get_arguments().any(|argument| argument.get_long() == Some(flag));
            if !known {
                return Some(format!("“{}” has no --{flag}", at.get_name()));
            }
        } else if at.has_subcommands() {
            match at.find_subcommand(word) {
                Some(found) => at = found.clone(),
                None => return Some(format!("“{}” knows no “{word}”", at.get_name())),
            }
        }
    }
    None
}

#[test]
fn every_command_that_is_named_exists() {
    let mut seen = 0;
    for (page, text) in everything() {
        for line in code(&text) {
            if let Some(words) = words(line) {
                seen += 1;
                assert_eq!(fault(&words), None, "{}: {line}", page.display());
            }
        }
    }
    assert!(seen > 30, "only {seen} commands were found");
}

#[test]
fn a_command_that_is_none_is_found() {
    let of = |line| fault(&words(line).unwrap());
    assert_eq!(of("gangway serve --data x --https"), None);
    assert_eq!(of("cargo run --release -- demo --fresh"), None);
    assert_eq!(of("gangway connection check recruiting"), None);
    assert!(of("gangway launch").is_some());
    assert!(of("gangway connection launch").is_some());
    assert!(of("gangway serve --colour").is_some());
    assert!(words("gangway-demo").is_none());
}

#[test]
fn every_command_and_setting_is_documented() {
    let page = fs::read_to_string(root().join("docs/operations/commands.md")).unwrap();
    let said: Vec<_> = code(&page);
    let mut variables = BTreeSet::from(["GANGWAY_LOG".to_owned(), key_file::VARIABLE.to_owned()]);
    let mut look = vec![Cli::command()];
    while let Some(command) = look.pop() {
        variables
            .extend(command.get_arguments().filter_map(|one| one.get_env()?.to_str().map(str::to_owned)));
        for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
            look.push(inner.clone());
        }
    }
    for command in Cli::command().get_subcommands().filter(|command| !command.is_hide_set()) {
        let begins = format!("gangway {}", command.get_name());
        assert!(
            said.iter().any(|line| line.starts_with(&begins)),
            "docs/operations/commands.md: no {begins}"
        );
    }
    for variable in &variables {
        assert!(said.contains(&variable.as_str()), "docs/operations/commands.md: no {variable}");
    }
    for (page, text) in everything() {
        for name in text.split(|letter: char| !letter.is_ascii_uppercase() && letter != '_') {
            let setting = name.starts_with("GANGWAY_") && !name.starts_with("GANGWAY_TEST");
            assert!(!setting || variables.contains(name), "{}: {name} is no setting", page.display());
        }
    }
}

#[test]
fn every_program_of_the_tests_that_is_named_exists() {
    for (page, text) in everything() {
        for line in code(&text) {
            let Some(name) = line.split("--bin ").nth(1).and_then(|rest| rest.split_whitespace().next())
            else {
                continue;
            };
            let file = root().join(format!("crates/testkit/src/bin/{name}.rs"));
            assert!(file.exists(), "{}: there is no {name}", page.display());
        }
    }
}
