//! Heads of reports in every shape: the organ and the year are known where a reader sees them, and never wrong.

use gouji_tests::openings;

#[test]
fn openings_name_their_organ_and_year() {
    let all = openings::all();
    assert!(all.len() >= 80, "{} openings", all.len());
    let (mut departures, mut wrong) = (Vec::new(), 0);
    for opening in &all {
        let (found, is_wrong) = opening.departures();
        wrong += usize::from(is_wrong);
        departures.extend(found.iter().map(|what| format!("line {}: {what}", opening.line)));
    }
    println!("{} openings, {} departures, {wrong} wrong", all.len(), departures.len());
    assert!(departures.is_empty(), "{wrong} wrong\n{}", departures.join("\n"));
}
