//! The program may hold few files and connections open.

use rustix::process::{Resource, getrlimit};

use super::Finding;

/// Each browser, each call to another system and each connection to the database is one.
const ENOUGH: u64 = 1024;

/// There is room for as many visitors as there may be.
pub fn open_files() -> Finding {
    of(getrlimit(Resource::Nofile).current)
}

fn of(most: Option<u64>) -> Finding {
    let what = "open files";
    match most {
        Some(most) if most < ENOUGH => Finding::look(
            what,
            format!(
                "only {most} may be open, and each visitor is one; raise it (`ulimit -n`, or LimitNOFILE= of the service)"
            ),
        ),
        _ => Finding::good(what, "there is room"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkup::Verdict;

    #[test]
    fn few_are_pointed_out() {
        assert_eq!(of(Some(256)).verdict, Verdict::Look);
        assert_eq!(of(Some(1024)).verdict, Verdict::Good);
        assert_eq!(of(None).verdict, Verdict::Good);
    }
}
