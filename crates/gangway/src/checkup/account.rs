//! The program runs as a user with every right.

use super::Finding;

/// Whoever gets into the program gets what its user may do.
pub fn account() -> Finding {
    of(rustix::process::geteuid().is_root())
}

fn of(root: bool) -> Finding {
    let what = "account";
    if root {
        let sentence = "this is root; run the hub as a user of its own, as the service and the image do, and give the \
                        data folder to that user";
        return Finding::look(what, sentence);
    }
    Finding::good(what, "it is not root's")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkup::Verdict;

    #[test]
    fn root_is_pointed_out() {
        assert_eq!(of(true).verdict, Verdict::Look);
        assert_eq!(of(false).verdict, Verdict::Good);
    }
}
