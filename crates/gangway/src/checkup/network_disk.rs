//! The embedded database lies on a disk of another machine.

use std::path::Path;

use super::Finding;

/// The numbers by which Linux tells NFS, CIFS, SMB 2 and FUSE.
const REMOTE: [u64; 4] = [0x6969, 0xff53_4d42, 0xfe53_4d42, 0x6573_5546];

/// The embedded database needs a disk whose locks it can trust.
pub fn network_disk(data: &Path) -> Finding {
    match rustix::fs::statfs(data) {
        #[allow(clippy::unnecessary_cast, reason = "the number's type differs from machine to machine")]
        Ok(found) => of(found.f_type as u64 & 0xffff_ffff),
        Err(_) => Finding::good("disk", "the data folder is not there yet"),
    }
}

fn of(kind: u64) -> Finding {
    let what = "disk";
    if REMOTE.contains(&kind) {
        let sentence = "the embedded database lies on a disk of another machine, whose locks can't be trusted: it may be \
                        damaged; move the data folder to a disk of this machine, or use PostgreSQL";
        return Finding::broken(what, sentence);
    }
    Finding::good(what, "the data folder lies on a disk of this machine")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkup::Verdict;

    #[test]
    fn a_disk_of_another_machine_is_pointed_out() {
        assert_eq!(of(0x6969).verdict, Verdict::Broken);
        assert_eq!(of(0xef53).verdict, Verdict::Good, "ext4");
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(network_disk(folder.path()).verdict, Verdict::Good);
    }
}
