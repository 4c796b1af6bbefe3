//! Arbitrary bytes as the sheet and the strings of a workbook.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gouji_tests::fuzz::file(&gouji_tests::fuzz::xlsx(bytes)));
