//! Arbitrary bytes as the body of rich text.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gouji_tests::fuzz::file(&gouji_tests::fuzz::rtf(bytes)));
