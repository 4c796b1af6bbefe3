//! The parts of styles and numbering in, what they say of lists out.

use gouji::Error;

use crate::numbering::{Abstract, Definitions, LEVELS, Level, MAX_LABEL, Num, Style};
use crate::xml::{Node, Tag, Xml};

/// Reads the parts of styles and numbering; either may be empty.
pub(super) fn definitions(styles: &str, numbering: &str) -> Result<Definitions, Error> {
    let mut definitions = Definitions::default();
    read(styles, |tag, xml| definitions.read_style(tag, xml))?;
    read(numbering, |tag, xml| definitions.read_numbering(tag, xml))?;
    Ok(definitions)
}

impl Definitions {
    fn read_style(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), Error> {
        let kind = tag.attribute("type");
        if tag.name() != "style"
            || kind
                .as_ref()
                .is_some_and(|kind| !["paragraph", "numbering", "character"].contains(&kind.as_str()))
        {
            return Ok(());
        }
        self.add()?;
        let id = tag.id("styleId")?.unwrap_or_default();
        if kind.is_none_or(|kind| kind == "paragraph")
            && matches!(tag.attribute("default").as_deref(), Some("1" | "true" | "on"))
        {
            self.default_style = Some(id.clone());
        }
        let mut style = Style::default();
        xml.each(|tag, xml| {
            match tag.name() {
                "basedOn" => style.base = tag.id("val")?,
                "numId" => style.num = tag.id("val")?,
                "ilvl" => style.level = tag.number("val"),
                "vanish" => style.is_hidden = Some(tag.is_on()),
                name if name.ends_with("PrChange") => xml.skip()?,
                _ => {}
            }
            Ok(())
        })?;
        self.styles.insert(id, style);
        Ok(())
    }

    fn read_numbering(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), Error> {
        match tag.name() {
            "abstractNum" => {
                self.add()?;
                let id = tag.id("abstractNumId")?.unwrap_or_default();
                let mut list = Abstract::default();
                xml.each(|tag, xml| {
                    match tag.name() {
                        "lvl" => {
                            let (index, level) = read_level(tag, xml)?;
                            if let Some(slot) = list.levels.get_mut(index) {
                                *slot = level;
                            }
                        }
                        "styleLink" => {
                            self.by_style.insert(tag.id("val")?.unwrap_or_default(), id.clone());
                        }
                        "numStyleLink" => list.num_style_link = tag.id("val")?,
                        _ => {}
                    }
                    Ok(())
                })?;
                self.abstracts.insert(id, list);
            }
            "num" => {
                self.add()?;
                let id = tag.id("numId")?.unwrap_or_default();
                let mut num = Num::default();
                let mut at = 0;
                xml.each(|tag, xml| {
                    match tag.name() {
                        "abstractNumId" => num.abstract_id = tag.id("val")?.unwrap_or_default(),
                        "lvlOverride" => at = tag.number("ilvl").unwrap_or(0).min(LEVELS - 1),
                        "startOverride" => num.starts[at] = tag.number("val"),
                        "lvl" => num.levels[at] = Some(read_level(tag, xml)?.1),
                        _ => {}
                    }
                    Ok(())
                })?;
                self.nums.insert(id, num);
            }
            _ => {}
        }
        Ok(())
    }
}

fn read(
    source: &str,
    mut visit: impl FnMut(&Tag<'_>, &mut Xml<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut xml = Xml::new(source);
    loop {
        match xml.next()? {
            Node::Open(tag) => visit(&tag, &mut xml)?,
            Node::End => return Ok(()),
            _ => {}
        }
    }
}

fn read_level(tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(usize, Level), Error> {
    let index = tag.number("ilvl").unwrap_or(0);
    let mut level = Level { format: "decimal".to_owned(), ..Level::default() };
    xml.each(|tag, _| {
        match tag.name() {
            "start" => level.start = tag.number("val").unwrap_or(0),
            "numFmt" => level.format = tag.attribute("val").unwrap_or_default(),
            "lvlText" => {
                level.text = tag.attribute("val").unwrap_or_default().chars().take(MAX_LABEL).collect();
            }
            "suff" => level.tight = tag.attribute("val").as_deref() == Some("nothing"),
            "isLgl" => level.legal = tag.is_on(),
            "lvlRestart" => level.restart = tag.number("val"),
            "pStyle" => level.style = tag.id("val")?,
            _ => {}
        }
        Ok(())
    })?;
    Ok((index, level))
}
