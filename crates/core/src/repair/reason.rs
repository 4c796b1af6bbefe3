//! The sentence that says what a repair changes, which slip it undoes, and how sure it is.

use super::{Certainty, Change, Repair, Slip};
use crate::lang::Lang;

/// Changes that a sentence writes out; the list has them all.
pub const WRITTEN_OUT: usize = 3;

impl Repair {
    /// One sentence: which cells, what they should hold, why that is likely, and whether anything else would do.
    pub fn reason(&self, certainty: Certainty, lang: Lang) -> String {
        let sure = certainty.phrase(self.changes.len(), lang);
        format!("{}{}{sure}", self.proposed(certainty, lang), pick(lang, "；", "; "))
    }

    /// The same without how sure it is, for a list that says so once.
    pub fn proposed(&self, certainty: Certainty, lang: Lang) -> String {
        let only = certainty == Certainty::Only;
        let changes: Vec<String> =
            self.changes.iter().take(WRITTEN_OUT).map(|change| change.proposed(only, lang)).collect();
        let cells = self.changes.len();
        let more = match (cells > WRITTEN_OUT, lang) {
            (false, _) => String::new(),
            (true, Lang::Zh) => format!("，共 {cells} 格"),
            (true, Lang::En) => format!(", {cells} cells in all"),
        };
        let changes = changes.join(pick(lang, "，", ", "));
        let slip = match self.shown_slip() {
            Some(slip) => format!("{}{}", pick(lang, "：", ": "), slip.phrase(lang)),
            None => String::new(),
        };
        format!("{changes}{more}{slip}")
    }

    /// The changes alone, for a column of a table: `表三 （一）予以公开·总计：40 → 4`.
    pub fn short(&self, lang: Lang) -> String {
        lang.some_cells(self.changes.iter().map(|change| change.short(lang)), WRITTEN_OUT)
    }

    /// The same without the changes, where they are shown beside it.
    pub fn why(&self, certainty: Certainty, lang: Lang) -> String {
        let sure = certainty.phrase(self.changes.len(), lang);
        match self.shown_slip() {
            Some(slip) => format!("{}{}{sure}", slip.phrase(lang), pick(lang, "；", "; ")),
            None => sure,
        }
    }

    /// The slip that the sentence names: of all changes together, or the one that they share.
    pub fn shown_slip(&self) -> Option<Slip> {
        let first = self.changes.first().and_then(|change| change.slip);
        self.slip.or_else(|| first.filter(|&slip| self.changes.iter().all(|c| c.slip == Some(slip))))
    }
}

impl Change {
    /// The change in a few words: `“总计”由 1 改为 2`.
    pub fn phrase(&self, lang: Lang) -> String {
        self.proposed(false, lang)
    }

    /// The change as an arrow: `表三 （一）予以公开·总计：40 → 4`.
    pub fn short(&self, lang: Lang) -> String {
        let colon = pick(lang, "：", ": ");
        format!("{}{colon}{} → {}", self.cell.placed_label(), self.before(lang), self.to.normalize())
    }

    fn before(&self, lang: Lang) -> String {
        self.from.map_or_else(|| pick(lang, "空白", "blank").to_owned(), |from| from.normalize().to_string())
    }

    fn proposed(&self, only: bool, lang: Lang) -> String {
        let (label, to, from) = (self.cell.label(), self.to, self.before(lang));
        match (only, lang) {
            (true, Lang::Zh) => format!("“{label}”应为 {to}（现为 {from}）"),
            (false, Lang::Zh) => format!("“{label}”由 {from} 改为 {to}"),
            (true, Lang::En) => format!("“{label}” should be {to} (now {from})"),
            (false, Lang::En) => format!("change “{label}” from {from} to {to}"),
        }
    }
}

impl Slip {
    /// What happened, in a few words.
    pub const fn phrase(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Slip::TotalsLeftOut, Lang::Zh) => "各项总计没有填写",
            (Slip::TotalsLeftOut, Lang::En) => "the totals were not filled in",
            (Slip::TotalBlank, Lang::Zh) => "总计没有填写",
            (Slip::TotalBlank, Lang::En) => "the total was left blank",
            (Slip::TotalZero, Lang::Zh) => "总计填成了 0",
            (Slip::TotalZero, Lang::En) => "the total was left at 0",
            (Slip::TotalNotUpdated, Lang::Zh) => "总计漏加或多加了其中一项",
            (Slip::TotalNotUpdated, Lang::En) => "the total lacks one of its parts, or has one twice",
            (Slip::RowShifted, Lang::Zh) => "整行错开了一列",
            (Slip::RowShifted, Lang::En) => "the row stands one column beside its own",
            (Slip::Exchanged, Lang::Zh) => "两格的数互相填错了位置",
            (Slip::Exchanged, Lang::En) => "two cells hold each other's figure",
            (Slip::Split, Lang::Zh) => "一个数拆开填在了相邻两格",
            (Slip::Split, Lang::En) => "one figure stands split over two cells",
            (Slip::Moved, Lang::Zh) => "填错了位置，合计不受影响",
            (Slip::Moved, Lang::En) => {
                "a figure stands in another place than its own; the sum is not affected"
            }
            (Slip::MovedInPart, Lang::Zh) => "有一部分填错了位置，合计不受影响",
            (Slip::MovedInPart, Lang::En) => {
                "a part stands in another place than its own; the sum is not affected"
            }
            (Slip::DigitsSwapped, Lang::Zh) => "数字颠倒",
            (Slip::DigitsSwapped, Lang::En) => "two digits are swapped",
            (Slip::DigitDropped, Lang::Zh) => "漏了一位数字",
            (Slip::DigitDropped, Lang::En) => "a digit is missing",
            (Slip::DigitDoubled, Lang::Zh) => "重复了一位数字",
            (Slip::DigitDoubled, Lang::En) => "a digit stands twice",
            (Slip::DigitMistyped, Lang::Zh) => "有一位数字不同",
            (Slip::DigitMistyped, Lang::En) => "one digit is another",
            (Slip::Neighbour, Lang::Zh) => "与相邻单元格的数相同",
            (Slip::Neighbour, Lang::En) => "it holds its neighbour's figure",
            (Slip::TotalWrong, Lang::Zh) => "总计与各项之和不符",
            (Slip::TotalWrong, Lang::En) => "the total is not the sum of its parts",
        }
    }
}

impl Certainty {
    /// What is known about a repair of so many cells.
    fn phrase(self, cells: usize, lang: Lang) -> String {
        match (self, lang) {
            (Certainty::Only, Lang::Zh) => format!("只改 {cells} 格而使等式全部成立的办法只有这一种"),
            (Certainty::Only, Lang::En) => match cells {
                1 => "no other change of a single cell makes the equations true".to_owned(),
                _ => format!("no other change of {cells} cells or fewer makes the equations true"),
            },
            (Certainty::OneOf { ways: Some(ways) }, Lang::Zh) => {
                format!("同样只改 {cells} 格的办法共有 {ways} 种，这是其中之一")
            }
            (Certainty::OneOf { ways: Some(ways) }, Lang::En) => {
                format!("one of {ways} ways that change as few cells")
            }
            (_, Lang::Zh) => format!("同样只改 {cells} 格的办法不止一种，这是其中之一"),
            (_, Lang::En) => "one of several ways that change as few cells".to_owned(),
        }
    }

    /// Why there is no repair; none where there is one.
    pub const fn obstacle(self, lang: Lang) -> Option<&'static str> {
        match (self, lang) {
            (Certainty::Only | Certainty::OneOf { .. }, _) => None,
            (Certainty::TooMuch, Lang::Zh) => Some("错处太多，无法判断是哪些单元格填错了"),
            (Certainty::TooMuch, Lang::En) => Some("too much is wrong to say which cells are"),
            (Certainty::Unread, Lang::Zh) => Some("有单元格没有读准或数字过大，无法判断是哪一格填错了"),
            (Certainty::Unread, Lang::En) => {
                Some("cells that could not be read, or figures too large, leave open which cell is wrong")
            }
        }
    }
}

fn pick(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
