//! Arbitrary bytes as the page of an OFD.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gouji_tests::fuzz::file(&gouji_tests::fuzz::ofd(bytes)));
