//! Arbitrary bytes as an OpenDocument workbook.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gouji_tests::fuzz::file(&gouji_tests::fuzz::ods(bytes)));
