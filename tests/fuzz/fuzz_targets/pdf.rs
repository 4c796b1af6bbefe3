//! Arbitrary bytes as a page's operators and a font's codes.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gouji_tests::fuzz::file(&gouji_tests::fuzz::pdf(bytes)));
