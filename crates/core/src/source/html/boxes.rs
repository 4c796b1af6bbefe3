//! What an element is to a table: HTML's own table elements, and boxes that are laid out as tables by style.
//!
//! Content managers draw tables with `display: table` or with flex rows, in an attribute or in the page's style sheet. Only
//! simple selectors (`.name`, `tag`, `tag.name`, `#name`) are looked at; other layouts come out as one cell a line.

use std::collections::HashMap;

use ego_tree::{NodeId, NodeRef};
use scraper::node::Element;
use scraper::{Html, Node};

/// What an element is to a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Table,
    Group,
    Row,
    Cell,
}

/// Roles that style gives to elements. HTML's own elements need no entry.
#[derive(Default)]
pub(super) struct Boxes(HashMap<NodeId, Role>);

/// A flex row with fewer boxes than this is no row of a table.
const MIN_FLEX_CELLS: usize = 2;

impl Boxes {
    /// Looks through the page's style sheets and attributes.
    pub(super) fn of(html: &Html) -> Boxes {
        let sheet = sheet(html);
        let mut boxes = Boxes::default();
        let elements = || html.tree.nodes().filter_map(|node| Some((node, node.value().as_element()?)));
        if sheet.is_empty()
            && !elements()
                .any(|(_, element)| element.attr("style").is_some_and(|style| style.contains("display")))
        {
            return boxes;
        }
        let mut flex = Vec::new();
        for (node, element) in elements().filter(|(_, element)| own_role(element.name()).is_none()) {
            match display(element, &sheet).as_deref() {
                Some("table" | "inline-table") => drop(boxes.0.insert(node.id(), Role::Table)),
                Some("table-row-group" | "table-header-group" | "table-footer-group") => {
                    boxes.0.insert(node.id(), Role::Group);
                }
                Some("table-row") => drop(boxes.0.insert(node.id(), Role::Row)),
                Some("table-cell") => drop(boxes.0.insert(node.id(), Role::Cell)),
                Some("flex" | "inline-flex") => flex.push(node),
                _ => {}
            }
        }
        boxes.flex_rows(&flex);
        boxes
    }

    /// Flex boxes that stand side by side under one parent are the rows of a table, their boxes its cells.
    fn flex_rows(&mut self, flex: &[NodeRef<'_, Node>]) {
        let children =
            |node: &NodeRef<'_, Node>| node.children().filter(|child| child.value().is_element()).count();
        let mut rows: HashMap<NodeId, Vec<&NodeRef<'_, Node>>> = HashMap::new();
        for node in flex.iter().filter(|node| children(node) >= MIN_FLEX_CELLS) {
            if let Some(parent) = node.parent() {
                rows.entry(parent.id()).or_default().push(node);
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each entry is written to its own place")]
        for (parent, rows) in rows {
            if rows.len() < 3 {
                continue;
            }
            self.0.insert(parent, Role::Table);
            for row in rows {
                self.0.insert(row.id(), Role::Row);
                for cell in row.children().filter(|child| child.value().is_element()) {
                    self.0.insert(cell.id(), Role::Cell);
                }
            }
        }
    }

    /// What an element is to a table.
    pub(super) fn role_of(&self, id: NodeId, element: &Element) -> Option<Role> {
        own_role(element.name()).or_else(|| self.0.get(&id).copied())
    }

    /// The same for any node.
    pub(super) fn role(&self, id: NodeId, node: &Node) -> Option<Role> {
        node.as_element().and_then(|element| self.role_of(id, element))
    }
}

/// Pictures smaller than this (pixels) are icons.
const MIN_PICTURE: u32 = 200;

/// Whether an image may show a table, as far as its tag says.
pub(super) fn is_picture(element: &Element) -> bool {
    let pixels = |name| element.attr(name).and_then(|value| value.trim_end_matches("px").parse::<u32>().ok());
    pixels("width").is_none_or(|width| width >= MIN_PICTURE)
        && pixels("height").is_none_or(|height| height >= MIN_PICTURE)
}

fn own_role(name: &str) -> Option<Role> {
    Some(match name {
        "table" => Role::Table,
        "thead" | "tbody" | "tfoot" => Role::Group,
        "tr" => Role::Row,
        "td" | "th" => Role::Cell,
        _ => return None,
    })
}

/// `display` by simple selector, from the page's style elements.
fn sheet(html: &Html) -> HashMap<String, String> {
    let mut sheet = HashMap::new();
    let styles =
        html.tree.nodes().filter(|node| node.value().as_element().is_some_and(|e| e.name() == "style"));
    for style in styles {
        for text in style.children().filter_map(|child| child.value().as_text()) {
            for rule in text.split('}') {
                let Some((selectors, body)) = rule.split_once('{') else { continue };
                let Some(display) = declared(body) else { continue };
                for selector in selectors.split(',') {
                    sheet.insert(selector.trim().to_ascii_lowercase(), display.clone());
                }
            }
        }
    }
    sheet
}

/// The value of `display` among declarations.
fn declared(declarations: &str) -> Option<String> {
    declarations.split(';').rev().find_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        let value = value.trim().trim_end_matches("!important").trim();
        name.trim().eq_ignore_ascii_case("display").then(|| value.to_ascii_lowercase())
    })
}

fn display(element: &Element, sheet: &HashMap<String, String>) -> Option<String> {
    if let Some(display) = element.attr("style").and_then(declared) {
        return Some(display);
    }
    if sheet.is_empty() {
        return None;
    }
    let name = element.name();
    let mut selectors: Vec<String> =
        element.classes().flat_map(|class| [format!(".{class}"), format!("{name}.{class}")]).collect();
    selectors.extend(element.id().map(|id| format!("#{id}")));
    selectors.push(name.to_owned());
    selectors.iter().find_map(|selector| sheet.get(&selector.to_ascii_lowercase()).cloned())
}
