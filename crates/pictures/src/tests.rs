//! The models are those that were measured.

use sha2::{Digest, Sha256};

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_models_are_those_that_were_measured() {
    let model = include_bytes!("../models/recogniser.onnx");
    assert_eq!(hash(model), "1cbae52e282bce09b736904fc1a9fb9766a152cf48d8a68b443ed6070cbb7ac0");
    let characters = include_bytes!("../models/characters.txt");
    assert_eq!(hash(characters), "57f946f0778d5df6604e4dbef1b971958c3190224dbfe3d42acb0f1cdcb657ab");
    let glyphs = include_bytes!("../models/glyphs.bin");
    assert_eq!(hash(glyphs), "301ac86883601ff47b156be9e9788606b8e5570723f776f7a718ca3451ac2de6");
}

/// The recogniser has no class for a label's character that was added later: then `training/cut.py` must run again.
#[test]
fn the_recogniser_knows_every_character_of_the_labels() {
    let all: Vec<char> =
        crate::recogniser::CHARACTERS.lines().filter_map(|line| line.chars().next()).collect();
    for table in gouji::Table::ALL {
        for label in crate::form::vocabulary(table) {
            let lacks = label.chars().find(|c| !all.contains(c) && !"“”（）：".contains(*c));
            assert_eq!(lacks, None, "{label}");
        }
    }
}
