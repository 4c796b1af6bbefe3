//! Blocks to raw rows: which row of which table a run of values belongs to, before any value is given to a column.
//!
//! One state machine reads grids with true columns, rows of fields, and cells that come one a line: a label opens a row,
//! values follow it, the next label closes it. Comes in: blocks in reading order. Goes out: [`RawTable`]s.

use std::collections::BTreeSet;

use super::label::{self, Key};
use crate::document::{Field, Geometry, Grid, Place, Span, Text};
use crate::form::{Form, Group, Table};
use crate::value::{normal, number};

/// A value position of a row, in the order of the source.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) text: Text,
    pub(super) place: Place,
    /// First column and width, where the grid's columns are true.
    pub(super) extent: Option<(u32, u32)>,
}

impl Slot {
    /// Whether anything stands there: a dash holds its place as a figure does.
    pub(super) fn is_occupied(&self) -> bool {
        !self.text.is_blank()
    }
}

/// A column as a header names it: an index into the form's columns (table 4: 0 to 4, a part of a block).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HeaderColumn {
    pub(super) column: u8,
    pub(super) extent: Option<(u32, u32)>,
    /// Which field of its line it is, where the header is a line.
    pub(super) field: Option<u32>,
}

/// A row label with the values behind it.
#[derive(Clone, Debug, Default)]
pub(super) struct RawRow {
    /// Index of the form's row; none where the label was not understood.
    pub(super) key: Option<u8>,
    group: Option<Group>,
    number: Option<u8>,
    /// Its label as it stands, parts of a broken one joined.
    label: String,
    /// The column behind its label, where the grid's columns are true.
    label_end: Option<u32>,
    /// The line of a grid in which its label begins.
    label_line: Option<Line>,
    /// What the columns of its first field are worth; none for fields that came as paragraphs.
    pub(super) geometry: Option<Geometry>,
    pub(super) slots: Vec<Slot>,
    /// The header above the row (tables 2 and 3).
    pub(super) header: Vec<HeaderColumn>,
    /// Its values came one a line.
    pub(super) is_stream: bool,
    /// Its first field is its first value, whatever blank fields follow.
    pub(super) starts_at_once: bool,
    /// Its values came one a line, and none of its blank fields is a pad.
    pub(super) is_listed: bool,
    /// As many figures as the form has, on a line without a label.
    pub(super) is_alone: bool,
    /// Its label came right behind another that had no figures.
    is_stacked: bool,
}

/// A block and a row of it.
type Line = (usize, u32);

fn line(place: Place) -> Option<Line> {
    place.row.map(|row| (place.block, row))
}

impl RawRow {
    /// How many of its fields hold anything.
    pub(super) fn filled(&self) -> usize {
        self.slots.iter().filter(|slot| slot.is_occupied()).count()
    }

    /// Its label and fields as they stand in the source, for a reader to compare.
    pub(super) fn quote(&self) -> Option<(String, Place)> {
        let place = self.slots.first()?.place;
        let span = |slot: &Slot| slot.text.trimmed_span();
        let start = self.slots.iter().find_map(span);
        let end = self.slots.iter().rev().find_map(span);
        let span =
            start.zip(end).map(|(start, end)| Span { start: start.start, end: end.end.max(start.end) });
        let words = self.slots.iter().map(|slot| slot.text.as_str().trim()).filter(|text| !text.is_empty());
        let words: Vec<&str> =
            Some(self.label.trim()).filter(|label| !label.is_empty()).into_iter().chain(words).collect();
        Some((words.join(" "), Place { span, ..place }))
    }

    /// Whether the field at `index` shares its line with another one of the row.
    pub(super) fn shares_line(&self, index: usize) -> bool {
        let at = |index: usize| self.slots.get(index).and_then(|slot| line(slot.place));
        at(index).is_some() && (at(index + 1) == at(index) || index > 0 && at(index - 1) == at(index))
    }

    /// Whether its first field stands on the line of its whole label, so that no line break came between them.
    pub(super) fn is_one_line(&self) -> bool {
        self.label_line.is_some()
            && self.slots.first().is_some_and(|slot| line(slot.place) == self.label_line)
    }

    /// The column of its first field, where the grid's columns are true and the field stands right behind the label: a cell that
    /// reaches down from the row above may stand between them.
    pub(super) fn start(&self) -> Option<u32> {
        self.slots.first()?.extent.map(|(start, _)| start).filter(|&start| self.label_end == Some(start))
    }

    /// Converters repeat the text of a cell that spans columns, in the header and below: 本年处理决定数量 three times, and its figure.
    /// One of each is left.
    fn collapse(&mut self) {
        if self.slots.len() != self.header.len() {
            return;
        }
        let text = |at: usize| self.slots[at].text.as_str().trim();
        let repeats = |at: &usize| self.header[*at].column == self.header[*at - 1].column;
        let repeated: Vec<usize> = (1..self.header.len()).filter(repeats).collect();
        if repeated.iter().all(|&at| text(at) == text(at - 1)) {
            for at in repeated.into_iter().rev() {
                self.slots.remove(at);
                self.header.remove(at);
            }
        }
    }

    /// What the row's label means together with the next part of it, where that is what it can be.
    fn joined(&self, table: Table, next: &str) -> Joined {
        if self.label.len() + next.len() > MAX_LABEL_BYTES || normal::label(next).is_marked {
            return Joined::Not;
        }
        let label = self.label.clone() + next;
        let whole = normal::label(&label);
        // What was understood before is given up only for a whole label: （六）其他 goes on to （六）其他处理.
        // A menu names the rows of table 2, and whatever stands behind them is no part of a label.
        let may_change = |key: u8| match table {
            Table::T3 => self.key.is_none_or(|known| known == key) || label::is_exact(&whole),
            _ => label::is_exact(&whole),
        };
        match (label::keys(&whole, true).as_slice(), self.key) {
            (&[Key::Row(of, key)], _) if of == table && may_change(key) => Joined::Row(key, label),
            (&[Key::Group(group)], key) if table == Table::T3 && key.is_none() || label::is_exact(&whole) => {
                Joined::Group(group)
            }
            (_, Some(_)) => Joined::Not,
            (_, None) => Joined::Unknown(label),
        }
    }

    /// Whether the row's label was not understood, and is one to the letter with its next part.
    fn becomes_whole(&self, next: &str) -> bool {
        self.key.is_none() && label::is_exact(&normal::label(&(self.label.clone() + next)))
    }

    /// Takes on a label made of two parts.
    fn rename(&mut self, table: Table, key: Option<u8>, label: String) {
        self.label = label;
        if let Some(key) = key {
            self.key = Some(key);
            self.group = table.rows()[key as usize].group;
        }
    }
}

/// What the parts of a broken label are together.
enum Joined {
    /// Not one label.
    Not,
    /// Not yet known.
    Unknown(String),
    Row(u8, String),
    Group(Group),
}

/// One table as it stands in the document.
#[derive(Clone, Debug)]
pub(super) struct RawTable {
    pub(super) table: Table,
    /// Rows whose label was understood, each once, in the order of the source.
    pub(super) rows: Vec<RawRow>,
    /// Table 4's header.
    pub(super) header: Vec<HeaderColumn>,
    /// The last line of table 4's header is followed by its pads, so that blank fields behind it are the row's.
    pub(super) is_header_padded: bool,
    /// Figures between its rows that stand behind no label.
    pub(super) orphans: usize,
}

impl RawTable {
    fn new(table: Table) -> RawTable {
        RawTable { table, rows: Vec::new(), header: Vec::new(), is_header_padded: false, orphans: 0 }
    }

    /// Values that stand in the table, for choosing among several of a kind.
    pub(super) fn weight(&self) -> usize {
        self.rows.iter().map(|row| 1 + row.filled()).sum()
    }

    pub(super) fn row(&self, key: u8) -> Option<&RawRow> {
        self.rows.iter().find(|row| row.key == Some(key))
    }
}

/// Collects raw tables from blocks.
#[derive(Debug, Default)]
pub(super) struct Collector {
    done: Vec<RawTable>,
    open: Option<RawTable>,
    row: Option<RawRow>,
    /// Columns of the header that is being read, or was read last.
    header: Vec<HeaderColumn>,
    in_header: bool,
    /// The line has named a column.
    names_columns: bool,
    /// The last words of a header that were no label.
    half: String,
    group: Option<Group>,
    /// The number of the section.
    section: u8,
    /// The block of table 4 that was named last.
    block: Option<u8>,
    /// It was named below its five columns, as the label of a row.
    heads_row: bool,
    /// Blocks of table 4 that came as tables or rows of their own.
    blocks: [Option<Vec<Slot>>; 3],
}

/// Text of a paragraph longer than this is prose, and ends a table.
const MAX_LABEL_BYTES: usize = 240;

/// Bytes of a part of a column's name on a line of its own.
const MAX_HEADER_WORDS: usize = 24;

impl Collector {
    /// Reads a grid. `titles` is told of every row that has a single text, and says which section's title it is, if it is one.
    pub(super) fn grid(
        &mut self,
        block: usize,
        grid: &Grid,
        mut titles: impl FnMut(&Field, Place) -> Option<u8>,
    ) {
        for (index, fields) in (0u32..).zip(&grid.rows) {
            let place = |field: &Field| Place {
                block,
                row: Some(index),
                column: Some(field.column),
                span: field.text.trimmed_span(),
            };
            let mut filled = fields.iter().filter(|field| !field.text.is_blank());
            if let (Some(only), None) = (filled.next(), filled.next())
                && let Some(number) = titles(only, place(only))
            {
                self.section(number);
                continue;
            }
            self.names_columns = false;
            let tokens: Vec<Token> = fields.iter().map(|field| Token::of(&field.text, true)).collect();
            let is_bare = self.bare_row(&tokens, grid.geometry);
            let labelled = tokens.iter().any(|token| matches!(token, Token::Label(..)));
            for (field, token) in fields.iter().zip(tokens) {
                let has_columns = matches!(grid.geometry, Geometry::Spanned | Geometry::Aligned);
                let extent = has_columns.then_some((field.column, field.col_span));
                let slot = Slot { text: field.text.clone(), place: place(field), extent };
                let listed = grid.geometry == Geometry::Listed;
                let whole_row = grid.geometry != Geometry::Stream && !listed;
                let pads_behind =
                    matches!(grid.geometry, Geometry::Filled | Geometry::Stream | Geometry::Listed);
                let geometry = Some(grid.geometry);
                let context = Context { pad: labelled, whole_row, pads_behind, geometry, listed };
                self.token(token, slot, context);
            }
            if let Some(row) = self.row.as_mut().filter(|row| is_bare && row.slots.len() == fields.len()) {
                row.is_alone = true;
            }
            if !matches!(grid.geometry, Geometry::Stream | Geometry::Listed) {
                self.end_of_line();
            }
        }
    }

    /// Reads a paragraph, which may be one cell of a table that came one cell a line.
    pub(super) fn paragraph(&mut self, block: usize, text: &Text) {
        self.names_columns = false;
        let trimmed = text.as_str().trim();
        if trimmed.len() > MAX_LABEL_BYTES {
            self.close_table();
            return;
        }
        if is_page_number(trimmed) {
            return;
        }
        let place = |text: &Text| Place { block, row: None, column: None, span: text.trimmed_span() };
        if trimmed.is_empty() {
            let slot = Slot { place: place(text), text: text.clone(), extent: None };
            let context =
                Context { pad: false, whole_row: false, pads_behind: true, geometry: None, listed: true };
            self.blank(slot, context);
            return;
        }
        let context =
            Context { pad: true, whole_row: false, pads_behind: true, geometry: None, listed: true };
        if let Some(parts) = side_by_side(text) {
            for (part, token) in parts {
                let slot = Slot { place: place(&part), text: part, extent: None };
                self.token(token, slot, context);
            }
            return;
        }
        let token = Token::of(text, false);
        // A line of words inside table 3 may be a part of a label, and a short one in a header a part of a column's; elsewhere
        // it is prose.
        let may_be_part = match self.in_header {
            true => trimmed.len() <= MAX_HEADER_WORDS,
            false => self.table() == Some(Table::T3) && !trimmed.contains('。'),
        };
        if matches!(token, Token::Words(_)) && !may_be_part {
            return;
        }
        let slot = Slot { place: place(text), text: text.clone(), extent: None };
        self.token(token, slot, context);
    }

    /// A section's title stands between tables.
    pub(super) fn section(&mut self, number: u8) {
        self.close_table();
        (self.section, self.block, self.blocks) = (number, None, Default::default());
    }

    /// All tables, in the order of the source.
    pub(super) fn finish(mut self) -> Vec<RawTable> {
        self.close_table();
        let mut tables = self.done;
        for table in &mut tables {
            place_rows_alone(table);
            place_unknown_rows(table);
            table.rows.iter_mut().for_each(RawRow::collapse);
        }
        tables
    }

    fn token(&mut self, token: Token, slot: Slot, context: Context) {
        match token {
            // The rest of a broken label may look like a label of its own.
            Token::Label(_, ref normal)
                if !normal.is_marked && self.goes_on(slot.text.as_str().trim(), true) => {}
            Token::Label(keys, normal) => match self.choose(&keys, &normal) {
                Some(key) => self.label(key, normal, &slot),
                None => self.words(normal, slot, context),
            },
            Token::Value => self.value(slot, context),
            Token::Blank => self.blank(slot, context),
            Token::Words(normal) => self.words(normal, slot, context),
        }
    }

    /// Whether a line has as many figures as a row of the table and nothing else. In table 3 its label stands elsewhere; table 4 is
    /// known by its section's title, whatever became of the header.
    fn bare_row(&mut self, tokens: &[Token], geometry: Geometry) -> bool {
        let is_row = |table: Table| tokens.len() == table.columns().len();
        if matches!(geometry, Geometry::Stream | Geometry::Listed)
            || !tokens.iter().all(|token| matches!(token, Token::Value))
        {
            return false;
        }
        if self.section == 4 && self.header.is_empty() && is_row(Table::T4) {
            self.enter(Table::T4);
            self.row = Some(RawRow { key: Some(0), ..RawRow::default() });
        }
        let is_bare = self.table() == Some(Table::T3) && is_row(Table::T3) && !self.in_header;
        // A lone figure between a label and its row is none of them: the number of a page, a mark in the margin.
        if let Some(row) = self.row.as_mut().filter(|row| is_bare && row.is_stream && row.slots.len() == 1) {
            row.slots.clear();
        }
        if is_bare && self.row.as_ref().is_none_or(|row| !row.slots.is_empty()) {
            self.close_row();
            self.row = Some(RawRow { header: self.header.clone(), ..RawRow::default() });
        }
        is_bare
    }

    /// Whether a row is one of five under the five columns of a block of table 4.
    fn is_block(&self, row: &RawRow) -> bool {
        let parts = || self.header.iter().map(|part| part.column);
        let is_five = parts().eq(0..5) || self.header.is_empty() && self.blocks.iter().any(Option::is_some);
        // The pipe that opens a line of blank cells counts as the end of one.
        let length = if row.filled() == 0 { 5..=6 } else { 5..=5 };
        self.table() == Some(Table::T4) && is_five && length.contains(&row.slots.len())
    }

    /// Keeps a row of five under the five columns of a block of table 4. With the third of them the row of the table is whole.
    fn keep_block(&mut self, row: &RawRow) {
        let free = self.blocks.iter().position(Option::is_none);
        let Some(block) = self.block.take().map(usize::from).or(free) else { return };
        self.blocks[block] = Some(row.slots[..5].to_vec());
        if let [Some(review), Some(direct), Some(after)] = &self.blocks {
            let slots = [review.as_slice(), direct, after].concat();
            let header = (0..15).map(|part| HeaderColumn { column: part % 5, extent: None, field: None });
            let row = RawRow { key: Some(0), slots, ..RawRow::default() };
            let whole = RawTable { header: header.collect(), rows: vec![row], ..RawTable::new(Table::T4) };
            self.done.push(whole);
            self.blocks = Default::default();
        }
    }

    fn table(&self) -> Option<Table> {
        self.open.as_ref().map(|open| open.table)
    }

    /// 总计 and 其他 name a row or a column: the place decides, and where it does not they are mere words.
    fn choose(&self, keys: &[Key], normal: &normal::Normal) -> Option<Key> {
        if let [only] = keys {
            return Some(*only);
        }
        let has = |wanted: u8| self.header.iter().any(|column| column.column == wanted);
        let fits = |key: &&Key| match (self.table(), key) {
            (Some(Table::T4), key) => matches!(key, Key::Part(_)),
            // A numbered label is a row's, and a column that the header has already named is one, too, unless others stand
            // before it in its line: converters repeat what spans lines.
            (Some(Table::T3), Key::Column(Table::T3, column)) => {
                self.in_header && !normal.is_numbered && (!has(*column) || self.names_columns)
            }
            (Some(Table::T3), Key::Row(Table::T3, _)) => true,
            (Some(Table::T2), key) => matches!(key, Key::Column(Table::T2, _)),
            _ => false,
        };
        // Columns are asked first: a row is what is left.
        let columns = keys.iter().filter(|key| matches!(key, Key::Column(..)));
        columns.chain(keys.iter().filter(|key| !matches!(key, Key::Column(..)))).find(fits).copied()
    }

    fn label(&mut self, key: Key, normal: normal::Normal, slot: &Slot) {
        match key {
            Key::Header(table) => self.header(table),
            Key::Block(block) => {
                self.header(Table::T4);
                self.block = block;
                let goes_on = self.header.is_empty() && self.blocks.iter().any(Option::is_some);
                self.heads_row = block.is_some() && (self.header.len() == 5 || goes_on);
            }
            Key::Part(part) => {
                self.header(Table::T4);
                self.header.push(HeaderColumn { column: part, extent: slot.extent, field: None });
                if let Some(open) = &mut self.open {
                    open.is_header_padded = false;
                }
            }
            Key::Column(table, column) => {
                self.header(table);
                self.names_columns = true;
                self.header.push(HeaderColumn { column, extent: slot.extent, field: slot.place.column });
            }
            Key::Group(group) => self.group(group),
            Key::Row(table, row) => {
                self.enter(table);
                let is_bare =
                    |row: &RawRow| row.key.is_some() && row.slots.is_empty() && !row.label.is_empty();
                let is_stacked = self.row.as_ref().is_some_and(is_bare);
                self.close_row();
                self.in_header = false;
                // A table's first rows again: another report, or the same one twice.
                let again = |open: &RawTable| open.row(row).is_some_and(|row| !row.slots.is_empty());
                if row <= 1 && self.open.as_ref().is_some_and(again) {
                    let header = std::mem::take(&mut self.header);
                    self.close_table();
                    self.enter(table);
                    self.header = header;
                }
                let spec = &table.rows()[row as usize];
                if let Some(group) = spec.group {
                    self.group = Some(group);
                }
                self.row = Some(RawRow {
                    key: Some(row),
                    group: spec.group,
                    number: normal.number,
                    label: slot.text.as_str().trim().to_owned(),
                    label_end: slot.extent.map(|(start, width)| start + width),
                    label_line: line(slot.place),
                    header: self.header.clone(),
                    is_stacked,
                    ..RawRow::default()
                });
            }
        }
    }

    /// A heading of table 3.
    fn group(&mut self, group: Group) {
        self.enter(Table::T3);
        // What came before of a broken heading is no row, if it was not a whole label.
        let is_part = |row: &RawRow| row.slots.is_empty() && !label::is_exact(&normal::label(&row.label));
        if self.row.as_ref().is_some_and(is_part) {
            self.row = None;
        }
        self.close_row();
        self.in_header = false;
        self.group = Some(group);
        // （六）其他处理 with values behind it is the 2019 form's row.
        let other = Table::T3.rows().iter().position(|row| row.key == "other");
        let key = other.filter(|_| group == Group::Other).map(|row| row as u8);
        self.row = Some(RawRow { key, group: Some(group), header: self.header.clone(), ..RawRow::default() });
    }

    /// A label of a header: opens one unless it is open already.
    fn header(&mut self, table: Table) {
        let is_new = self.table() != Some(table) || !self.in_header;
        // Table 4 has one row: a header after it belongs to another table 4. Blank fields alone were pads of the header.
        if table == Table::T4 && self.table() == Some(Table::T4) {
            let has_row = self.open.as_ref().is_some_and(|open| !open.rows.is_empty());
            // But for a block's own five that are all blank.
            if self.row.as_ref().is_some_and(|row| self.is_block(row)) {
                self.close_row();
                self.in_header = false;
            }
            match &self.row {
                Some(row) if row.slots.iter().any(Slot::is_occupied) => self.close_table(),
                _ if has_row => self.close_table(),
                _ => self.row = None,
            }
        }
        self.enter(table);
        if is_new {
            self.close_row();
            self.header.clear();
            self.in_header = true;
        }
    }

    fn enter(&mut self, table: Table) {
        if self.table() != Some(table) {
            self.close_table();
            // A table that goes on after a break keeps its rows.
            let resumes = |done: &RawTable| done.table == table;
            self.open = match self.done.last().is_some_and(resumes) && table != Table::T4 {
                true => self.done.pop(),
                false => Some(RawTable::new(table)),
            };
        }
    }

    fn value(&mut self, slot: Slot, context: Context) {
        let goes_on = self.block.is_some() && self.blocks.iter().any(Option::is_some);
        if self.table() == Some(Table::T4) && self.row.is_none() && (!self.header.is_empty() || goes_on) {
            self.row = Some(RawRow { key: Some(0), ..RawRow::default() });
        }
        // Blank fields may still be pads between the lines of the header.
        self.in_header &= self.row.is_none() || !slot.is_occupied();
        if let Some(row) = &mut self.row {
            row.is_stream |= !context.whole_row;
            row.is_listed |= context.listed;
            row.starts_at_once |= context.pads_behind;
            row.geometry = row.geometry.or(context.geometry);
            row.slots.push(slot);
        } else if let Some(open) = self.open.as_mut().filter(|open| !open.rows.is_empty()) {
            open.orphans += usize::from(slot.is_occupied() && !self.in_header);
        }
    }

    fn blank(&mut self, slot: Slot, context: Context) {
        // A row of table 4 may start with blank cells; behind a label they only fill up the header's line.
        let starts = self.table() == Some(Table::T4)
            && (!context.pad && self.header.len() >= 5
                || self.heads_row && matches!(self.header.len(), 0 | 5));
        if self.row.is_some() || starts {
            self.value(slot, context);
        } else if let Some(open) = &mut self.open {
            open.is_header_padded = true;
        }
    }

    fn words(&mut self, normal: normal::Normal, slot: Slot, context: Context) {
        if self.table() == Some(Table::T4) {
            if self.in_header && self.row.is_none() {
                self.header_words(&normal, slot);
                return;
            }
            // A row label that the form does not have.
            if self.row.as_ref().is_some_and(|row| !row.slots.is_empty()) && context.whole_row {
                self.value(slot, context);
            }
            return;
        }
        // Words under a column of the header are a value that is no number, and no part of the label.
        let under_header = |row: &&mut RawRow| {
            let at = slot.extent.map(|(start, _)| start);
            let covers = |column: &HeaderColumn| {
                column.extent.zip(at).is_some_and(|((start, width), at)| (start..start + width).contains(&at))
            };
            row.key.is_some() && row.header.iter().any(covers)
        };
        if let Some(row) = self.row.as_mut().filter(under_header) {
            row.geometry = row.geometry.or(context.geometry);
            row.slots.push(slot);
            return;
        }
        if self.goes_on(slot.text.as_str().trim(), false) {
            return;
        }
        match &mut self.row {
            // Words among the values of a row are a value that is no number.
            Some(row) if !row.slots.is_empty() && context.whole_row => row.slots.push(slot),
            _ if self.in_header => self.header_words(&normal, slot),
            _ => {
                let (group, header) = (self.group, self.header.clone());
                self.close_row();
                self.row = Some(RawRow {
                    key: None,
                    group,
                    number: normal.number,
                    label: slot.text.as_str().trim().to_owned(),
                    header,
                    ..RawRow::default()
                });
            }
        }
    }

    /// Takes words as the next part of a label that is broken over lines or cells. Figures in the middle of a row's height stand
    /// between the parts of its label.
    /// With `whole`, only where the parts make a whole label of what was none.
    fn goes_on(&mut self, words: &str, whole: bool) -> bool {
        let Some(table) = self.table().filter(|_| !(whole && self.in_header)) else { return false };
        let is_open = |row: &&RawRow| row.slots.is_empty() && !row.label.is_empty();
        if let Some(row) = self.row.as_ref().filter(is_open) {
            match row.joined(table, words) {
                Joined::Not => return false,
                _ if whole && !row.becomes_whole(words) => return false,
                Joined::Group(group) => self.group(group),
                joined => {
                    let (key, label) = match joined {
                        Joined::Row(key, label) => (Some(key), label),
                        Joined::Unknown(label) => (None, label),
                        _ => return false,
                    };
                    if let Some(row) = &mut self.row {
                        row.rename(table, key, label);
                    }
                }
            }
            return true;
        }
        let before = match (&mut self.row, &mut self.open) {
            (Some(row), _) if !row.slots.is_empty() => Some(row),
            (None, Some(open)) if open.table == Table::T3 => open.rows.last_mut(),
            _ => None,
        };
        let Some(row) = before.filter(|row| row.key.is_none() && !row.label.is_empty()) else { return false };
        if whole && !row.becomes_whole(words) {
            return false;
        }
        match row.joined(table, words) {
            Joined::Row(key, label) => row.rename(table, Some(key), label),
            Joined::Unknown(label) => row.rename(table, None, label),
            Joined::Not | Joined::Group(_) => return false,
        }
        true
    }

    /// Words of a header that are no label: perhaps a part of one (商业 企业 in two fields).
    fn header_words(&mut self, normal: &normal::Normal, slot: Slot) {
        let whole = std::mem::take(&mut self.half) + &normal.body;
        let as_label = normal::Normal { body: whole.clone(), ..normal::Normal::default() };
        match label::keys(&as_label, false)[..] {
            [key @ (Key::Column(..) | Key::Part(_) | Key::Block(_))] => self.label(key, as_label, &slot),
            _ if label::begins(&whole) => self.half = whole,
            _ => self.half.clone_from(&normal.body),
        }
    }

    /// The end of a line that holds a whole row. Table 4's row is known by its figures, for it has no label.
    fn end_of_line(&mut self) {
        let is_t4 = self.table() == Some(Table::T4);
        let full = |row: &RawRow| match is_t4 {
            true => row.slots.len() >= Table::T4.columns().len() || row.slots.iter().any(Slot::is_occupied),
            false => !row.slots.is_empty(),
        };
        if self.row.as_ref().is_some_and(full) {
            self.close_row();
        }
    }

    fn close_row(&mut self) {
        let Some(row) = self.row.take() else { return };
        if self.is_block(&row) {
            // Five figures are no row of fifteen: alone they say nothing of the other blocks.
            self.keep_block(&row);
            return;
        }
        if let Some(open) = &mut self.open {
            let known = row.key.is_some_and(|key| open.row(key).is_some_and(|old| !old.slots.is_empty()));
            if !known && (row.key.is_some() || !row.slots.is_empty()) {
                open.rows.retain(|old| old.key.is_none() || old.key != row.key);
                open.rows.push(row);
            }
        }
    }

    fn close_table(&mut self) {
        self.close_row();
        if let Some(mut open) = self.open.take() {
            if open.table == Table::T4 {
                open.header = std::mem::take(&mut self.header);
            }
            self.done.push(open);
        }
        self.header.clear();
        self.in_header = false;
        self.group = None;
    }
}

/// The names of columns in a line that are parted by nothing but spaces: 自然人 法人或其他组织 总计.
fn side_by_side(text: &Text) -> Option<Vec<(Text, Token)>> {
    let line = text.as_str();
    let mut parts = Vec::new();
    for word in line.split_whitespace() {
        let at = word.as_ptr() as usize - line.as_ptr() as usize;
        let part = text.slice(at..at + word.len());
        let token = Token::of(&part, false);
        let Token::Label(keys, normal) = &token else { return None };
        let names_column =
            |key: &Key| matches!(key, Key::Column(..) | Key::Part(_) | Key::Block(_) | Key::Header(_));
        if normal.is_numbered || !keys.iter().any(names_column) {
            return None;
        }
        parts.push((part, token));
    }
    (parts.len() > 1).then_some(parts)
}

/// `- 3 -`, `第3页`: what stands between the pages of a pdf's text.
fn is_page_number(text: &str) -> bool {
    let bare = text.strip_prefix('第').and_then(|rest| rest.split_once('页')).map(|(number, _)| number);
    let bare = bare.or_else(|| text.strip_prefix(['-', '—', '–'])?.strip_suffix(['-', '—', '–']));
    bare.is_some_and(|number| number.trim().parse::<u16>().is_ok())
}

/// What a field is, by its text alone.
enum Token {
    Blank,
    Value,
    Label(Vec<Key>, normal::Normal),
    Words(normal::Normal),
}

impl Token {
    fn of(text: &Text, in_table: bool) -> Token {
        let text = text.as_str();
        if text.trim().is_empty() {
            return Token::Blank;
        }
        if number::is_plain_number(text) || number::is_place_holder(text) {
            return Token::Value;
        }
        let normal = normal::label(text);
        let keys = label::keys(&normal, in_table);
        if !keys.is_empty() {
            return Token::Label(keys, normal);
        }
        match number::read(text) {
            number::CellText::Words => Token::Words(normal),
            // A mark for a blank (`/`, `无`) holds its place.
            _ => Token::Value,
        }
    }
}

/// How a field stands in its line.
#[derive(Clone, Copy)]
struct Context {
    /// Blank fields here may be mere filling.
    pad: bool,
    /// The line is a whole row of the table.
    whole_row: bool,
    /// Blank fields that are too many stand at the end of a row.
    pads_behind: bool,
    /// What the columns of its grid are worth.
    geometry: Option<Geometry>,
    /// One cell a line, blank cells as such.
    listed: bool,
}

/// Rows of figures whose labels stand elsewhere, as a torn table leaves them: between two rows with labels of their own, as many as the form
/// has there, they are those. Otherwise they are the row whose label came last, unless several came without figures.
fn place_rows_alone(table: &mut RawTable) {
    if table.table != Table::T3 || !table.rows.iter().any(|row| row.is_alone) {
        return;
    }
    let named: Vec<u8> = table.rows.iter().filter_map(|row| row.key).collect();
    let form = Form::brought(Table::T3, &named);
    let (mut rows, labels): (Vec<RawRow>, Vec<RawRow>) =
        std::mem::take(&mut table.rows).into_iter().partition(|row| row.filled() > 0);
    // The last of several labels without figures takes those of the line below it, which may be another's.
    let is_loose = |row: &RawRow| row.is_alone || row.is_stacked && !row.is_one_line();
    let anchors: Vec<usize> =
        (0..rows.len()).filter(|&at| !is_loose(&rows[at]) && rows[at].key.is_some()).collect();
    for pair in anchors.windows(2) {
        let (Some(before), Some(after)) = (rows[pair[0]].key, rows[pair[1]].key) else { continue };
        let between: Vec<u8> = (before.saturating_add(1)..after)
            .filter(|&key| Table::T3.rows()[key as usize].is_in(form))
            .collect();
        let run = &mut rows[pair[0] + 1..pair[1]];
        if between.len() == run.len() && run.iter().all(is_loose) {
            for (row, key) in run.iter_mut().zip(between) {
                (row.key, row.is_stacked) = (Some(key), false);
            }
        }
    }
    // Where figures came without any label before them, a label that stands before others may be another row's.
    let is_torn = rows.iter().any(|row| row.is_alone && row.label.is_empty());
    rows.retain(|row| row.key.is_some() || !row.is_alone || !row.label.is_empty());
    rows.retain(|row| !(is_torn && is_loose(row) && row.is_stacked));
    for label in labels {
        if label.key.is_none_or(|key| rows.iter().all(|row| row.key != Some(key))) {
            rows.push(label);
        }
    }
    table.rows = rows;
}

/// Names rows whose label was not understood: by heading and item number, or as the only row between two known ones.
fn place_unknown_rows(table: &mut RawTable) {
    let mut taken: BTreeSet<u8> = table.rows.iter().filter_map(|row| row.key).collect();
    for index in 0..table.rows.len() {
        let row = &table.rows[index];
        if row.key.is_some() {
            continue;
        }
        let numbered = row.group.zip(row.number).and_then(|(group, number)| {
            let number = format!("{number}.");
            let fits = |spec: &crate::form::Row| spec.group == Some(group) && spec.number == number;
            table.table.rows().iter().position(fits)
        });
        let between = || {
            let before = table.rows[..index].last()?.key?;
            let after = table.rows.get(index + 1)?.key?;
            (after == before + 2).then_some(before as usize + 1)
        };
        let key = numbered.or_else(between).map(|key| key as u8);
        table.rows[index].key = key.filter(|&key| taken.insert(key));
    }
    let unknown = table.rows.iter().filter(|row| row.key.is_none());
    table.orphans += unknown.map(RawRow::filled).sum::<usize>();
    table.rows.retain(|row| row.key.is_some());
}
