//! Each message of the catalogue has one ui test, and each ui test a message.

use crate::errors::Message;
use std::collections::BTreeSet;
use std::path::Path;

fn files(extension: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/ui");
    let entries = std::fs::read_dir(&folder).expect("the ui tests are beside this package");
    let paths = entries.map(|entry| entry.expect("a folder can be listed").path());
    let files = paths.filter(|path| path.extension().is_some_and(|e| e == extension));
    files.map(|path| path.file_stem().expect("a file has a name").to_string_lossy().into_owned()).collect()
}

#[test]
fn every_message_has_its_test() {
    let mut ids: BTreeSet<String> = Message::IDS.iter().map(|id| (*id).to_owned()).collect();
    assert_eq!(ids.len(), Message::IDS.len(), "an id is used twice: {:?}", Message::IDS);
    // No known source leads to it: `tests/contradiction.rs` makes one.
    assert!(ids.remove("contradiction"));
    assert_eq!(ids, files("rs"), "the ids of the catalogue, and the files tests/ui/*.rs");
    assert_eq!(ids, files("stderr"), "the ids of the catalogue, and the files tests/ui/*.stderr");
}
