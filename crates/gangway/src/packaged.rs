//! What `packaging/` says is so: the service and the image start a command that exists, and the dashboard and the
//! documentation speak of the metrics that are exported, of all of them and of no others.

use std::{collections::BTreeSet, fs, path::Path};

use crate::book::{code, fault, root};

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// The metrics that the program's own code counts.
fn exported() -> BTreeSet<String> {
    fn walk(folder: &Path, into: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, into);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                for kind in ["counter", "gauge", "histogram"] {
                    let begins = format!("metrics::{kind}!(");
                    let names = text.split(&begins).skip(1).filter_map(|rest| rest.split('"').nth(1));
                    into.extend(names.map(str::to_owned));
                }
            }
        }
    }
    let mut found = BTreeSet::new();
    for room in ["engine", "web", "connect"] {
        walk(&root().join("crates").join(room).join("src"), &mut found);
    }
    found
}

/// The words of an expression that are metrics: none is another's name, a function or a label.
fn named(expression: &str) -> BTreeSet<String> {
    let word = |letter: char| letter.is_ascii_lowercase() || letter == '_';
    let words = expression.split(|letter| !word(letter)).filter(|word| word.contains('_'));
    words.map(|word| word.trim_end_matches("_count").trim_end_matches("_sum").to_owned()).collect()
}

#[test]
fn the_dashboard_shows_what_is_exported_and_all_of_it() {
    let dashboard: serde_json::Value = serde_json::from_str(&read("packaging/grafana/gangway.json")).unwrap();
    let panels = dashboard["panels"].as_array().unwrap();
    let targets = panels.iter().flat_map(|panel| panel["targets"].as_array().unwrap());
    let shown: BTreeSet<_> = targets.flat_map(|target| named(target["expr"].as_str().unwrap())).collect();
    assert_eq!(shown, exported());
}

#[test]
fn the_documentation_lists_what_is_exported_and_all_of_it() {
    let page = read("docs/operations/watching.md");
    let table: String =
        page.lines().filter(|line| line.starts_with("| `")).map(|line| format!("{line}\n")).collect();
    let said: BTreeSet<_> =
        code(&table).into_iter().filter(|word| word.contains('_')).map(str::to_owned).collect();
    assert_eq!(said, exported());
}

#[test]
fn the_service_and_the_image_start_a_command_that_exists() {
    let unit = read("packaging/systemd/gangway.service");
    let start = unit.lines().find_map(|line| line.strip_prefix("ExecStart=/usr/bin/gangway ")).unwrap();
    assert_eq!(fault(&start.split_whitespace().collect::<Vec<_>>()), None);
    let image = read("packaging/Containerfile");
    assert!(image.contains("ENTRYPOINT [\"/usr/bin/gangway\"]"));
    let command = image.lines().find_map(|line| line.strip_prefix("CMD ")).unwrap();
    let command: Vec<String> = serde_json::from_str(command).unwrap();
    assert_eq!(fault(&command.iter().map(String::as_str).collect::<Vec<_>>()), None);
}

#[test]
fn what_the_image_and_the_package_take_along_is_there() {
    let image = read("packaging/Containerfile");
    for line in image.lines().filter(|line| line.contains("install -D -m 0644")) {
        let file = line.split("0644 ").nth(1).unwrap().split_whitespace().next().unwrap();
        assert!(root().join(file).exists(), "{file}");
    }
    let build = read("packaging/deb/build");
    for line in build.lines().filter(|line| line.contains("\"$root/")) {
        let file = line.split("\"$root/").nth(1).unwrap().split('"').next().unwrap();
        assert!(root().join(file).exists(), "{file}");
    }
    for script in ["postinst", "prerm", "postrm", "default"] {
        assert!(root().join("packaging/deb").join(script).exists(), "{script}");
    }
}

#[test]
fn every_setting_that_the_package_names_is_one() {
    let known = read("docs/operations/commands.md");
    let known: BTreeSet<_> = code(&known).into_iter().collect();
    for file in ["packaging/deb/default", "packaging/systemd/gangway.service", "packaging/Containerfile"] {
        let text = read(file);
        let names = text.split(|letter: char| !letter.is_ascii_uppercase() && letter != '_');
        for name in names.filter(|name| name.starts_with("GANGWAY_")) {
            assert!(known.contains(name), "{file}: {name}");
        }
    }
}
