//! Arbitrary bytes read as text.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gouji_tests::fuzz::text(bytes));
