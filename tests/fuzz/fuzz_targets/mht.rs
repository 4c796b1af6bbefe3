//! Arbitrary bytes as a saved page.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gouji_tests::fuzz::file(&gouji_tests::fuzz::mht(bytes)));
