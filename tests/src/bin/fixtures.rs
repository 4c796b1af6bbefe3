//! Writes what is made: fixtures into `fixtures/`, report and `expected.json`, and the JSON Schema. Snapshots are left to the tests.

use std::fs;
use std::io;
use std::path::Path;

use gouji::Kind;
use gouji_tests::made::{beside, fixtures};

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    for fixture in fixtures() {
        let folder = folder.join(fixture.name);
        fs::create_dir_all(&folder)?;
        let name = if fixture.kind == Kind::Html { "report.html" } else { "report.txt" };
        fs::write(folder.join(name), &fixture.text)?;
        fs::write(folder.join("expected.json"), serde_json::to_string_pretty(&fixture.expected)? + "\n")?;
        println!("{}", fixture.name);
    }
    for beside in beside::all() {
        let folder = folder.join("beside").join(beside.name);
        fs::create_dir_all(&folder)?;
        for (name, text) in &beside.files {
            fs::write(folder.join(name), text)?;
        }
        fs::write(folder.join("expected.json"), serde_json::to_string_pretty(&beside.expected)? + "\n")?;
        println!("beside/{}", beside.name);
    }
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(gouji_tests::SCHEMA);
    fs::create_dir_all(schema.parent().unwrap_or(&folder))?;
    fs::write(schema, gouji_tests::schema())?;
    println!("{}", gouji_tests::SCHEMA);
    Ok(())
}
