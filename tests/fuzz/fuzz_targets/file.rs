//! Arbitrary bytes opened as a file: a charset, a saved page, docx, a spreadsheet or a pdf.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gouji_tests::fuzz::file(bytes));
