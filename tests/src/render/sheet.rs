//! The official tables as rows of spanned cells: the one shape from which every layout is written.
//!
//! Comes in: figures and a style. Goes out: a [`Sheet`] a table, laid out as 国办公开办函〔2021〕30号 and 〔2019〕60号 print it.

use gouji::{CellId, Form, Table, form::Group};

use super::style::{SplitHeaders, Style};
use crate::figures::Figures;

/// A table as rows of cells that may span rows and columns.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Columns of the grid under the spans.
    pub columns: usize,
    /// The rows, each with the cells that begin in it.
    pub rows: Vec<Vec<Slot>>,
}

/// One cell.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Its text as written; empty where it is blank.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// Columns that it spans.
    pub across: usize,
    /// Rows that it spans.
    pub down: usize,
}

/// What a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A word over or beside the figures.
    Head,
    /// 三、本年度办理结果, beside nearly all rows of table 3.
    Results,
    /// （三）不予公开 and its like, beside the rows that they hold.
    Group,
    /// A figure.
    Figure(CellId),
}

/// A table as the form prints it.
pub fn sheet(table: Table, figures: &Figures, style: &Style) -> Option<Sheet> {
    let form = *figures.forms.get(&table)?;
    let pen = Pen { figures, style };
    Some(match table {
        Table::T2 => pen.table_2(form),
        Table::T3 => pen.table_3(form),
        Table::T4 => pen.table_4(),
    })
}

impl Sheet {
    /// Table 2 as the separate tables that some portals make of it, one a paragraph of the regulations.
    pub fn parts(&self) -> Vec<Sheet> {
        let mut parts: Vec<Sheet> = Vec::new();
        for row in &self.rows {
            let begins = row.len() == 1;
            match parts.last_mut().filter(|_| !begins) {
                Some(part) => part.rows.push(row.clone()),
                None => parts.push(Sheet { columns: self.columns, rows: vec![row.clone()] }),
            }
        }
        parts
    }
}

impl Sheet {
    /// Gives every place of the grid a cell of its own: the text of a spanning one in its first place only, or in all of them.
    pub fn unmerge(&mut self, is_repeated: bool) {
        let copy = |slot: &Slot, has_text: bool| Slot {
            text: if has_text { slot.text.clone() } else { String::new() },
            role: slot.role,
            across: 1,
            down: 1,
        };
        // What reaches down into each column from the rows above.
        let mut covered: Vec<Option<Slot>> = vec![None; self.columns];
        for row in &mut self.rows {
            let mut slots = std::mem::take(row).into_iter();
            while row.len() < self.columns {
                let column = row.len();
                if let Some(above) = covered[column].as_mut().filter(|above| above.down > 0) {
                    above.down -= 1;
                    row.push(copy(above, is_repeated));
                    continue;
                }
                let Some(slot) = slots.next() else { break };
                for at in 0..slot.across {
                    row.push(copy(&slot, is_repeated || at == 0));
                    if let Some(place) = covered.get_mut(column + at) {
                        *place = Some(Slot { down: slot.down - 1, ..slot.clone() });
                    }
                }
            }
        }
    }
}

/// Writes cells in one style.
struct Pen<'a> {
    figures: &'a Figures,
    style: &'a Style,
}

impl Pen<'_> {
    fn head(&self, text: &str) -> Slot {
        Slot { text: self.style.words(text), role: Role::Head, across: 1, down: 1 }
    }

    fn figure(&self, id: CellId) -> Slot {
        let value = self.figures.values.get(&id).copied().flatten();
        Slot { text: self.style.number(id, value), role: Role::Figure(id), across: 1, down: 1 }
    }

    fn table_2(&self, form: Form) -> Sheet {
        type Part = (&'static str, &'static [&'static str], &'static [&'static str]);
        let parts: &[Part] = match form {
            Form::F2021 => &[
                ("一", &["本年制发件数", "本年废止件数", "现行有效件数"], &["regulations", "normative"]),
                ("五", &["本年处理决定数量"], &["licensing"]),
                ("六", &["本年处理决定数量"], &["punishment", "coercion"]),
                ("八", &["本年收费金额（单位：万元）"], &["fees"]),
            ],
            Form::F2019 => &[
                (
                    "一",
                    &["本年新制作数量", "本年新公开数量", "对外公开总数量"],
                    &["regulations", "normative"],
                ),
                ("五", &["上一年项目数量", "本年增/减", "处理决定数量"], &["licensing", "other_services"]),
                ("六", &["上一年项目数量", "本年增/减", "处理决定数量"], &["punishment", "coercion"]),
                ("八", &["上一年项目数量", "本年增/减"], &["fees"]),
                ("九", &["采购项目数量", "采购总金额"], &["procurement"]),
            ],
        };
        // The label takes two columns in the 2019 form; a lone figure takes all that is left.
        let (columns, label_across) = if form == Form::F2021 { (4, 1) } else { (5, 2) };
        let mut rows = Vec::new();
        let widen = |mut row: Vec<Slot>| {
            row[0].across = label_across;
            let taken: usize = row.iter().map(|slot| slot.across).sum();
            if let Some(last) = row.last_mut() {
                last.across += columns - taken;
            }
            row
        };
        for (paragraph, heads, keys) in parts {
            rows.push(vec![Slot {
                across: columns, ..self.head(&format!("第二十条第（{paragraph}）项"))
            }]);
            let heads = std::iter::once(&"信息内容").chain(*heads).map(|head| self.head(head));
            rows.push(widen(heads.collect()));
            for key in *keys {
                let cells: Vec<CellId> =
                    Table::T2.cells(form).filter(|id| id.row_spec().key == *key).collect();
                let label = match (*key, form) {
                    ("normative", Form::F2019) => "规范性文件",
                    _ => cells.first().map_or("", |id| id.row_spec().label),
                };
                let figures = cells.into_iter().map(|id| self.figure(id));
                rows.push(widen(std::iter::once(self.head(label)).chain(figures).collect()));
            }
        }
        Sheet { columns, rows }
    }

    fn table_3(&self, form: Form) -> Sheet {
        let split = self.style.split_headers != SplitHeaders::None;
        let note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";
        let mut rows = vec![
            vec![
                Slot { across: 3, down: 3, ..self.head(note) },
                Slot { across: 7, ..self.head("申请人情况") },
            ],
            vec![
                Slot { down: 2, ..self.head("自然人") },
                Slot { across: 5, ..self.head("法人或其他组织") },
                Slot { down: 2, ..self.head("总计") },
            ],
            [
                if split { "商业 企业" } else { "商业企业" },
                if split { "科研 机构" } else { "科研机构" },
                "社会公益组织",
                "法律服务机构",
                "其他",
            ]
            .map(|head| self.head(head))
            .into(),
        ];
        let specs: Vec<(u8, &gouji::form::Row)> =
            (0u8..).zip(Table::T3.rows()).filter(|(_, row)| row.is_in(form)).collect();
        let in_results = specs.iter().filter(|(_, row)| row.group.is_some()).count();
        let mut open = None;
        for &(index, row) in &specs {
            let mut line = Vec::new();
            let label = |group: Group| {
                let (number, label) = group.label();
                self.style.label(number, label)
            };
            if row.group.is_some() && open.is_none() {
                let text = label(Group::Results);
                line.push(Slot { text, role: Role::Results, across: 1, down: in_results });
            }
            match row.group {
                Some(group) if group != Group::Results => {
                    if open != row.group {
                        let down = specs.iter().filter(|(_, other)| other.group == row.group).count();
                        line.push(Slot { text: label(group), role: Role::Group, across: 1, down });
                    }
                    line.push(Slot { text: self.style.label(row.number, row.label), ..self.head("") });
                }
                group => line.push(Slot {
                    text: self.style.label(row.number, row.label),
                    across: if group.is_some() { 2 } else { 3 },
                    ..self.head("")
                }),
            }
            open = row.group.or(open);
            line.extend((0..7).map(|column| self.figure(CellId { table: Table::T3, row: index, column })));
            rows.push(line);
        }
        Sheet { columns: 10, rows }
    }

    fn table_4(&self) -> Sheet {
        let split = self.style.split_headers == SplitHeaders::Both;
        let names: [&str; 5] = match (self.style.torn_header, split) {
            (true, _) => ["结果", "结果", "其他", "尚未", "总计"],
            (_, true) => ["结果 维持", "结果 纠正", "其他 结果", "尚未 审结", "总计"],
            _ => ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"],
        };
        let mut review = names.map(|name| Slot { down: 2, ..self.head(name) });
        // The first header is the widest in real tables and stays whole.
        review[0].text = self.style.words("结果维持");
        let mut direct = names.map(|name| self.head(name));
        if self.style.torn_header {
            direct[0].text = self.style.words("结 果 持");
        }
        let second = ["未经复议直接起诉", "复议后起诉"].map(|name| Slot { across: 5, ..self.head(name) });
        let figures = (0..15).map(|column| self.figure(CellId { table: Table::T4, row: 0, column }));
        Sheet {
            columns: 15,
            rows: vec![
                vec![
                    Slot { across: 5, ..self.head("行政复议") },
                    Slot { across: 10, ..self.head("行政诉讼") },
                ],
                review.into_iter().chain(second).collect(),
                direct.into_iter().chain(names.map(|name| self.head(name))).collect(),
                figures.collect(),
            ],
        }
    }
}
