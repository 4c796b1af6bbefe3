//! Arbitrary bytes as the records of an old workbook.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gouji_tests::fuzz::file(&gouji_tests::fuzz::xls(bytes)));
