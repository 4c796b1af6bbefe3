//! Arbitrary bytes as the picture of a page, coded as the first of them says.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gouji_tests::fuzz::scan(bytes));
