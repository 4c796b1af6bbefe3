//! Arbitrary bytes read as html.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gouji_tests::fuzz::html(bytes));
