//! The authorisation table is written down where a person can read it, and this test keeps it true.

use std::{fmt::Write, fs, path::Path};

use model::access::Role;
use web::{access::Access, router::routes};

fn table() -> String {
    let mut lines: Vec<_> = routes()
        .iter()
        .map(|route| {
            let who = match route.access {
                Access::Public => "anyone".to_owned(),
                Access::Proven => "whoever proves it by a signature".to_owned(),
                Access::SignedIn => "whoever is signed in".to_owned(),
                Access::May(right) | Access::Api(right, _) => {
                    let roles: Vec<_> =
                        Role::ALL.into_iter().filter(|role| role.may(right)).map(Role::label).collect();
                    let key = route.access.permission().map(|needed| format!("; key: {}", needed.word()));
                    roles.join(", ") + &key.unwrap_or_default()
                }
            };
            (route.path, route.method.as_str().to_owned(), who)
        })
        .collect();
    lines.sort();
    let mut text = "# Routes\nEvery route and who may use it. Made from the code; a test keeps it true.\n\n\
                    | route | method | who |\n|---|---|---|\n"
        .to_owned();
    for (path, method, who) in lines {
        let _ = writeln!(text, "| `{path}` | {method} | {who} |");
    }
    text
}

#[test]
fn the_written_table_is_the_one_that_is_used() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/routes.md");
    if std::env::var_os("UPDATE_ROUTES").is_some() {
        fs::write(&file, table()).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(written, table(), "run: UPDATE_ROUTES=1 cargo test -p web --test routes");
}

#[test]
fn a_route_stands_once() {
    let mut seen: Vec<_> = routes().iter().map(|route| (route.path, route.method.clone())).collect();
    let all = seen.len();
    seen.sort_by_key(|(path, method)| (*path, method.to_string()));
    seen.dedup();
    assert_eq!(seen.len(), all);
}
