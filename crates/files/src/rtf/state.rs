//! Tokens in, HTML out: which group is what, what is seen of it, and where it goes.

use gouji::Error;

use super::charsets::Charsets;
use super::tokens::{Token, Tokens};
use crate::charset::Decoder;
use crate::limits;
use crate::page::Tally;
use crate::spans::VerticalMerge;
use crate::story::{RowShape, Story};

/// Bytes of the number of a paragraph.
const MAX_NUMBER: usize = 200;

/// What the text of a group is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Target {
    /// Text of the document.
    #[default]
    Story,
    /// The number before a paragraph.
    Number,
    /// Fonts are named.
    Fonts,
    /// Nothing that is seen.
    Nowhere,
    /// What is said of a row of a table in a table.
    NestedRow,
    /// A text box: as [`Target::Story`], and its group is the box.
    TextBox,
}

/// What a group inherits and may change.
#[derive(Clone, Copy, Debug)]
struct Group {
    target: Target,
    font: Option<i32>,
    /// The font for Chinese beside it, and whether the next font is that one.
    wide: Option<i32>,
    names_wide: bool,
    hidden: bool,
    deleted: bool,
    in_table: bool,
    level: i32,
    /// Characters that stand for a `\u` in programs that do not know it.
    fallback: usize,
}

struct State<'d> {
    groups: Vec<Group>,
    group: Group,
    stories: Vec<Story>,
    story: Story,
    /// Bytes that are not decoded yet, all in one charset.
    bytes: Vec<u8>,
    /// The first half of a character that takes two `\u`.
    half: Option<u16>,
    /// What is left to pass over behind a `\u`.
    passed: usize,
    /// A group began with `\*`: what it holds is passed over by whoever does not know it.
    is_optional: bool,
    /// The number of a paragraph, as the program wrote it.
    number: String,
    row: RowShape,
    nested_row: RowShape,
    charsets: Charsets,
    font_named: i32,
    tally: Tally,
    decoder: &'d Decoder,
}

/// Reads a rich text file.
pub(crate) fn html(bytes: &[u8], decoder: &Decoder) -> Result<String, Error> {
    let group = Group {
        target: Target::Story,
        font: None,
        wide: None,
        names_wide: false,
        hidden: false,
        deleted: false,
        in_table: false,
        level: 0,
        fallback: 1,
    };
    let mut state = State {
        groups: Vec::new(),
        group,
        stories: Vec::new(),
        story: Story::default(),
        bytes: Vec::new(),
        half: None,
        passed: 0,
        is_optional: false,
        number: String::new(),
        row: RowShape::default(),
        nested_row: RowShape::default(),
        charsets: Charsets::default(),
        font_named: 0,
        tally: Tally::default(),
        decoder,
    };
    let mut tokens = Tokens::new(bytes);
    let mut left = limits::RTF_TOKENS;
    while let Some(token) = tokens.next() {
        left = left.checked_sub(1).ok_or(Error::TooLarge)?;
        match token {
            Token::Open => state.open()?,
            Token::Close if state.groups.len() < 2 => {
                state.close()?;
                break;
            }
            Token::Close => state.close()?,
            Token::Word("bin", count) => tokens.pass(count.unwrap_or(0).max(0) as usize),
            Token::Word(word, number) => state.word(word, number)?,
            Token::Symbol(symbol) => state.symbol(symbol)?,
            Token::Byte(byte) => state.text(&[byte])?,
            Token::Text(text) => state.text(text)?,
        }
    }
    // Cut off: what is missing would pass for blank.
    if !state.groups.is_empty() {
        return Err(Error::Corrupt);
    }
    let level = state.level();
    state.flush()?;
    state.story.finish(level)
}

impl State<'_> {
    fn open(&mut self) -> Result<(), Error> {
        self.flush()?;
        self.passed = 0;
        if self.groups.len() == limits::DEPTH {
            return Err(Error::TooLarge);
        }
        self.groups.push(self.group);
        self.group.names_wide = false;
        if self.group.target == Target::TextBox {
            self.group.target = Target::Story;
        }
        self.is_optional = false;
        Ok(())
    }

    fn close(&mut self) -> Result<(), Error> {
        self.flush()?;
        self.passed = 0;
        if self.group.target == Target::TextBox
            && let Some(outer) = self.stories.pop()
        {
            let level = self.level();
            let html = std::mem::replace(&mut self.story, outer).finish(level)?;
            self.story.push_box(&html)?;
        }
        let is_number = std::mem::take(&mut self.group.target) == Target::Number;
        if let Some(group) = self.groups.pop() {
            self.group = group;
        }
        if is_number && self.group.target != Target::Number {
            self.story.number = number(&std::mem::take(&mut self.number));
        }
        self.is_optional = false;
        Ok(())
    }

    /// How many tables the paragraph is in.
    fn level(&self) -> usize {
        if !self.group.in_table {
            return 0;
        }
        (self.group.level.max(1) as usize).min(limits::TABLE_DEPTH)
    }

    /// Text in the charset of the run.
    fn text(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let bytes = match bytes.get(self.passed..) {
            Some(rest) => {
                self.passed = 0;
                rest
            }
            None => {
                self.passed -= bytes.len();
                return Ok(());
            }
        };
        match self.group.target {
            Target::Story | Target::TextBox | Target::Number => self.bytes.extend_from_slice(bytes),
            Target::Fonts => self.charsets.name(self.font_named, bytes),
            Target::Nowhere | Target::NestedRow => {}
        }
        self.is_optional = false;
        if self.bytes.len() > limits::TEXT_BYTES { Err(Error::TooLarge) } else { Ok(()) }
    }

    /// Decodes the bytes so far.
    fn flush(&mut self) -> Result<(), Error> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::take(&mut self.bytes);
        let text = self.charsets.decode(&bytes, self.group.font, self.group.wide, self.decoder);
        self.put(&text)
    }

    /// Adds decoded text where it belongs.
    fn put(&mut self, text: &str) -> Result<(), Error> {
        match self.group.target {
            Target::Nowhere | Target::Fonts | Target::NestedRow => {}
            _ if self.group.deleted || self.group.hidden => {}
            Target::Number if self.number.len() < MAX_NUMBER => self.number.push_str(text),
            Target::Number => {}
            Target::Story | Target::TextBox => self.story.push(text)?,
        }
        Ok(())
    }

    /// Adds a character that a word stands for.
    fn char(&mut self, char: char) -> Result<(), Error> {
        self.flush()?;
        self.put(char.encode_utf8(&mut [0; 4]))
    }

    fn symbol(&mut self, symbol: u8) -> Result<(), Error> {
        if self.passed > 0 && symbol != b'*' {
            self.passed -= 1;
            return Ok(());
        }
        match symbol {
            b'*' => {
                self.is_optional = true;
                Ok(())
            }
            b'\\' | b'{' | b'}' => self.text(&[symbol]),
            b'~' => self.char('\u{a0}'),
            b'_' => self.char('-'),
            b'\r' | b'\n' => self.word("par", None),
            _ => Ok(()),
        }
    }

    /// A character in UTF-16, of which some take two.
    fn unicode(&mut self, unit: u16) -> Result<(), Error> {
        self.flush()?;
        let units = [self.half.take(), Some(unit)];
        if (0xd800..0xdc00).contains(&unit) && units[0].is_none() {
            self.half = Some(unit);
        } else {
            let decoded = char::decode_utf16(units.into_iter().flatten()).flatten();
            let text: String = match self.charsets.symbols(self.group.font) {
                Some(font) => decoded.map(|char| font.shown(char)).collect(),
                None => decoded.collect(),
            };
            self.put(&text)?;
        }
        self.passed = self.group.fallback;
        Ok(())
    }

    fn word(&mut self, word: &str, number: Option<i32>) -> Result<(), Error> {
        if word == "u" {
            return self.unicode(number.unwrap_or(0) as u16);
        }
        if self.passed > 0 && !matches!(word, "uc") {
            self.passed -= 1;
            return Ok(());
        }
        let is_optional = std::mem::take(&mut self.is_optional);
        match self.group.target {
            Target::Nowhere => return Ok(()),
            Target::Fonts => return self.font_word(word, number),
            Target::NestedRow => return self.row_word(word, number),
            Target::Story | Target::TextBox | Target::Number => {}
        }
        if let Some(target) = target(word, is_optional) {
            if matches!(word, "pict" | "object") {
                self.flush()?;
                self.story.picture()?;
            }
            return self.enter(target);
        }
        let is_on = number != Some(0);
        match word {
            "par" | "sect" => {
                self.flush()?;
                let (level, deleted) = (self.level(), self.group.deleted);
                self.story.end_paragraph(level, deleted)?;
            }
            "cell" | "nestcell" => {
                self.flush()?;
                let level = if word == "cell" { 1 } else { self.level().max(1) };
                self.story.end_cell(level, self.group.deleted, &mut self.tally)?;
            }
            "row" => {
                self.flush()?;
                let row = self.row.clone();
                self.story.end_row(1, &row, &mut self.tally)?;
            }
            "tab" => self.char('\t')?,
            "line" | "page" | "column" => self.char('\n')?,
            "emdash" => self.char('—')?,
            "endash" => self.char('–')?,
            "lquote" => self.char('‘')?,
            "rquote" => self.char('’')?,
            "ldblquote" => self.char('“')?,
            "rdblquote" => self.char('”')?,
            "emspace" | "enspace" | "qmspace" => self.char(' ')?,
            "v" => self.change(|group| group.hidden = is_on)?,
            "deleted" => self.change(|group| group.deleted = is_on)?,
            "plain" => self.change(|group| {
                (group.hidden, group.deleted, group.font, group.wide) = (false, false, None, None);
                group.names_wide = false;
            })?,
            "f" => self.change(|group| group.font = number)?,
            "dbch" => self.change(|group| group.names_wide = true)?,
            "loch" | "hich" => self.change(|group| group.names_wide = false)?,
            "af" if self.group.names_wide => self.change(|group| group.wide = number)?,
            "pard" => (self.group.in_table, self.group.level) = (false, 0),
            "intbl" => self.group.in_table = is_on,
            "itap" => {
                self.group.level = number.unwrap_or(0);
                self.group.in_table |= self.group.level > 0;
            }
            "uc" => self.group.fallback = number.unwrap_or(1).clamp(0, 10) as usize,
            "ansicpg" => self.charsets.page = number.unwrap_or(0),
            "deff" => self.charsets.default_font = number.unwrap_or(0),
            _ => self.row_word(word, number)?,
        }
        Ok(())
    }

    /// A change of the run: what was written before it is decoded as it was.
    fn change(&mut self, change: impl FnOnce(&mut Group)) -> Result<(), Error> {
        self.flush()?;
        change(&mut self.group);
        Ok(())
    }

    /// A group turns out to be something else than its outer one.
    fn enter(&mut self, target: Target) -> Result<(), Error> {
        self.flush()?;
        if target == Target::TextBox {
            if self.stories.len() == limits::TABLE_DEPTH {
                return Err(Error::TooLarge);
            }
            self.stories.push(std::mem::take(&mut self.story));
            (self.group.in_table, self.group.level) = (false, 0);
        }
        self.group.target = target;
        Ok(())
    }

    /// Words of the table of fonts.
    fn font_word(&mut self, word: &str, number: Option<i32>) -> Result<(), Error> {
        match (word, number) {
            ("f", Some(font)) => self.font_named = font,
            ("fcharset", Some(charset)) => self.charsets.font(self.font_named, charset)?,
            _ => {}
        }
        Ok(())
    }

    /// Words of rows.
    fn row_word(&mut self, word: &str, number: Option<i32>) -> Result<(), Error> {
        let is_nested = self.group.target == Target::NestedRow;
        let row = if is_nested { &mut self.nested_row } else { &mut self.row };
        match word {
            "trowd" => *row = RowShape::default(),
            "trleft" => row.left = number.unwrap_or(0),
            "cellx" => row.end_cell(number.unwrap_or(0)),
            "clvmgf" => row.next.vertical = VerticalMerge::Restart,
            "clvmrg" => row.next.vertical = VerticalMerge::Continue,
            "clmrg" => row.next.joins_left = true,
            "nestrow" => {
                self.flush()?;
                let row = std::mem::take(&mut self.nested_row);
                let level = self.level().max(1);
                self.story.end_row(level, &row, &mut self.tally)?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// What a group is that begins with this word; none where the word says nothing of it.
fn target(word: &str, is_optional: bool) -> Option<Target> {
    match word {
        "listtext" | "pntext" => Some(Target::Number),
        "fonttbl" => Some(Target::Fonts),
        "shptxt" | "dptxbxtext" => Some(Target::TextBox),
        "nesttableprops" => Some(Target::NestedRow),
        // They hold text all the same.
        "shppict" | "shpinst" | "fldrslt" | "do" => None,
        "stylesheet" | "colortbl" | "info" | "header" | "headerl" | "headerr" | "headerf" | "footer"
        | "footerl" | "footerr" | "footerf" | "footnote" | "annotation" | "fldinst" | "pict" | "object"
        | "nonshppict" | "shprslt" | "sp" | "nonesttables" | "listtable" | "listoverridetable" | "revtbl"
        | "rsidtbl" | "filetbl" | "xe" | "tc" | "rxe" | "txe" | "background" | "mmath" | "datafield"
        | "bkmkstart" | "bkmkend" | "upr" | "pgdsctbl" => Some(Target::Nowhere),
        _ => is_optional.then_some(Target::Nowhere),
    }
}

/// The number of a paragraph with a space behind it where there was one; none for the marks of lists without numbers.
fn number(written: &str) -> Option<String> {
    let number = written.trim();
    if number == "o" || !number.chars().any(char::is_alphanumeric) {
        return None;
    }
    let is_apart = written.ends_with(char::is_whitespace);
    Some(if is_apart { format!("{number} ") } else { number.to_owned() })
}
