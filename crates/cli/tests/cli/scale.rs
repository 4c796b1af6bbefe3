//! The examples of `docs/scale.md`, run as they stand there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::harness::{CONTRADICTION, clean, clean_html, folder, run, skipped, write};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The code under `<!-- test: NAME -->`.
fn example(name: &str) -> String {
    let page = fs::read_to_string(root().join("docs/scale.md")).expect("the page is there");
    let after = page.split(&format!("<!-- test: {name} -->\n```")).nth(1).expect("the example is there");
    let code = after.split_once('\n').expect("a language").1;
    code.split("\n```").next().expect("an end").to_owned()
}

/// A folder `reports` with files of three kinds, in folders, one of them no report.
fn reports(folder: &Path) {
    write(folder.join("reports/b/wrong.txt"), CONTRADICTION);
    write(folder.join("reports/a page.html"), clean_html());
    write(folder.join("reports/b/letter.txt"), "各位同事：会议改到下周一。");
    for number in 0..20 {
        write(folder.join(format!("reports/c/{number:02}.txt")), clean());
    }
}

/// Objects by the last part of their names, without the names: what each process was given them as may differ.
fn by_name(lines: &str) -> BTreeMap<String, Value> {
    let objects = lines.lines().map(|line| {
        let mut object: Value = serde_json::from_str(line).expect("a line is an object");
        let name = object["input"]["name"].take();
        let name = name.as_str().and_then(|name| name.rsplit('/').next()).unwrap_or_default().to_owned();
        (name, object)
    });
    objects.collect()
}

/// Fails with the names of the objects that differ; the objects themselves fill pages.
#[track_caller]
fn assert_same(left: &str, right: &str) {
    let (left, right) = (by_name(left), by_name(right));
    let names: std::collections::BTreeSet<&String> = left.keys().chain(right.keys()).collect();
    let differ: Vec<_> = names.into_iter().filter(|name| left.get(*name) != right.get(*name)).collect();
    assert!(differ.is_empty(), "{differ:?} differ, of {} and {}", left.len(), right.len());
}

#[test]
fn scale_with_xargs() {
    let folder = folder("scale-xargs");
    reports(&folder);
    let mut paths = vec![Path::new(env!("CARGO_BIN_EXE_gouji")).parent().expect("a folder").to_owned()];
    paths.extend(std::env::var_os("PATH").iter().flat_map(std::env::split_paths));
    let paths = std::env::join_paths(paths).expect("folders");
    // Parts of a few files, so that several processes work.
    let script = example("xargs").replace("-l 200", "-l 7");
    let shell = || {
        let output = Command::new("sh")
            .args(["-ec", &script])
            .current_dir(&folder)
            .env("PATH", &paths)
            .env("LC_ALL", "zh_CN.UTF-8")
            .output()
            .expect("sh runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        fs::read_to_string(folder.join("answers.ndjson")).expect("the answers are there")
    };
    let direct = run(&folder, &["check", "--lang", "zh", "--format", "ndjson", "reports"]);
    let answers = shell();
    assert_eq!(answers.lines().count(), 23);
    assert_same(&answers, &direct.out);
    assert_eq!(shell(), answers, "given again, it adds nothing");
}

/// A Python with PySpark, where there is one and Java too; else says what is missing.
fn pyspark() -> Option<PathBuf> {
    let works = |program: &Path, args: &[&str]| {
        let mut command = Command::new(program);
        command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    if !works(Path::new("java"), &["-version"]) {
        skipped("Spark needs Java, and there is no java here");
        return None;
    }
    let own = root().join("target/tools/pyspark/bin/python");
    let named = std::env::var_os("GOUJI_PYTHON").map(PathBuf::from);
    let mut candidates = named.into_iter().chain([own, PathBuf::from("python3")]);
    let python = candidates.find(|python| works(python, &["-c", "import pyspark"]));
    if python.is_none() {
        skipped(
            "no Python with PySpark here; docs/scale.md says how to install it, GOUJI_PYTHON names another one",
        );
    }
    python
}

#[test]
fn scale_with_spark() {
    let Some(python) = pyspark() else { return };
    let folder = folder("scale-spark");
    reports(&folder);
    write(folder.join("job.py"), example("spark"));
    let lines = [
        json!({"name": "wrong.txt", "text": CONTRADICTION}).to_string(),
        "{\"name\": \"torn\", \"te".to_owned(),
        json!({"name": "好.txt", "text": clean()}).to_string(),
    ];
    write(folder.join("reports.ndjson"), lines.join("\n"));
    let spark = |source: &str, target: &str| {
        let output = Command::new(&python)
            .args(["job.py", env!("CARGO_BIN_EXE_gouji"), source, target])
            .current_dir(&folder)
            .env("PYSPARK_PYTHON", &python)
            .env("SPARK_LOCAL_IP", "127.0.0.1")
            .env("SPARK_LOCAL_HOSTNAME", "localhost")
            .env("PYSPARK_SUBMIT_ARGS", "--master local[2] --conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=1 pyspark-shell")
            .env("LC_ALL", "C.UTF-8")
            .output()
            .expect("Python starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let mut parts: Vec<PathBuf> =
            fs::read_dir(folder.join(target)).expect("a folder").flatten().map(|file| file.path()).collect();
        parts.retain(|part| part.file_name().is_some_and(|name| name.to_string_lossy().starts_with("part-")));
        parts.sort();
        let texts = parts.iter().map(|part| fs::read_to_string(part).expect("a part is text"));
        (texts.collect::<String>(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (answers, shown) = spark("reports.ndjson", "from-lines");
    let objects = by_name(&answers);
    assert_eq!(objects.keys().collect::<Vec<_>>(), ["", "wrong.txt", "好.txt"]);
    assert_eq!(objects[""]["error"]["code"], "corrupt", "a torn line is a row");
    assert_eq!(objects["wrong.txt"]["findings"][0]["rule"], "t4.total");
    assert!(shown.contains("t4.total"), "{shown}");
    let (answers, shown) = spark("reports/*", "from-files");
    let direct = run(&folder, &["check", "--lang", "zh", "--format", "ndjson", "reports"]);
    // Spark reads the files of the folders that it is given, as Hadoop does.
    assert_same(&answers, &direct.out);
    assert!(shown.contains("not_a_report"), "{shown}");
}
