//! Remarks, and how one that was sent is known again.

/// Whether two remarks say the same, whatever a form changes on the way: line ends and blanks around.
pub fn same(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}
