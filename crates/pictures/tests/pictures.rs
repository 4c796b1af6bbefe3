//! Pictures in, figures out, over small pictures that `cargo xtask accuracy pictures --fixtures crates/pictures/tests/pictures` draws.

#![cfg(feature = "model")]

use std::sync::LazyLock;

use gouji::{NearMiss, Table};
use gouji_pictures::image::Gray;
use gouji_pictures::{MODEL, Pages, Reader};

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(MODEL).expect("the model"));

/// The figures of table 4 in all pictures.
const FIGURES: &str = include_str!("pictures/figures.txt");

fn picture(bytes: &[u8]) -> Gray {
    let picture = image::load_from_memory(bytes).expect("a picture").to_luma8();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    Gray::of_bytes(width, height, 1, &picture).expect("a picture")
}

fn read(pictures: &[&[u8]]) -> Pages {
    let pages: Vec<Gray> = pictures.iter().map(|bytes| picture(bytes)).collect();
    READER.read(&pages, &mut |_, _| true).expect("nobody stops it")
}

/// Every figure is among its candidates, and those that are sure are right. Gives how many are not.
#[track_caller]
fn check(pages: &Pages) -> usize {
    assert_eq!(pages.tables.len(), 1, "{:?}", pages.refused);
    let found = &pages.tables[0];
    assert_eq!((found.table, found.cells.len()), (Table::T4, 15));
    let expected = FIGURES.trim_end_matches('\n').split(' ');
    for (cell, expected) in found.cells.iter().zip(expected) {
        assert!(!cell.sure || cell.candidates == [expected], "{} {expected} {:?}", cell.id, cell.candidates);
    }
    found.cells.iter().filter(|cell| !cell.sure).count()
}

#[test]
fn a_screenshot() {
    assert_eq!(check(&read(&[include_bytes!("pictures/screenshot.png")])), 0);
}

#[test]
fn a_photo() {
    assert!(check(&read(&[include_bytes!("pictures/photo.jpg")])) <= 2);
}

#[test]
fn a_table_that_a_pages_end_has_cut_is_joined() {
    let (first, second) = (include_bytes!("pictures/cut-1.png"), include_bytes!("pictures/cut-2.png"));
    assert_eq!(check(&read(&[first, second])), 0);
    // Figures without the names of their columns are nobody's.
    let alone = read(&[second]);
    assert_eq!((alone.tables.len(), alone.refused), (0, vec![(0, NearMiss::OtherLabels)]));
}

#[test]
fn what_is_refused_says_why() {
    let mut blank = Gray::new(600, 400, 240);
    let refused =
        |picture: &Gray| READER.read(std::slice::from_ref(picture), &mut |_, _| true).expect("read").html();
    assert_eq!(refused(&blank), Err(NearMiss::NoRules));
    // A table of four rows and five columns, with nothing in it.
    for at in [40, 120, 200, 280, 360] {
        (20..=580).for_each(|x| blank.pixels[at * 600 + x] = 0);
    }
    for at in [20, 132, 244, 356, 468, 580] {
        (40..=360).for_each(|y| blank.pixels[y * 600 + at] = 0);
    }
    assert_eq!(refused(&blank), Err(NearMiss::OtherGrid));
    // Upside down, the grid is another and the labels are no words.
    let turned = picture(include_bytes!("pictures/screenshot.png")).turned().turned();
    assert!(refused(&turned).is_err());
}

#[test]
fn it_can_be_stopped() {
    let page = picture(include_bytes!("pictures/screenshot.png"));
    assert_eq!(READER.read(&[page], &mut |_, _| false), None);
}
