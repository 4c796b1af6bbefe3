//! Arbitrary bytes as the streams of a binary Word document.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gouji_tests::fuzz::file(&gouji_tests::fuzz::doc(bytes)));
