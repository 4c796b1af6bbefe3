//! Arbitrary bytes as the body, the styles and the lists of a document.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gouji_tests::fuzz::file(&gouji_tests::fuzz::docx(bytes)));
