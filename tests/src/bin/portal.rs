//! Writes the portal page of the benchmark to standard output, for measurements elsewhere: `portal [BYTES]`.

use gouji_tests::portal;

fn main() {
    let bytes = std::env::args().nth(1).and_then(|bytes| bytes.parse().ok()).unwrap_or(100_000);
    print!("{}", portal::sized(bytes, 3));
}
