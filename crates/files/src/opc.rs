//! An office package's directory in, the paths of its parts by what they are to each other out.
//!
//! Parts are looked up by their relationships, as the format demands: some writers rename them.

use gouji::Error;

use crate::limits;
use crate::xml::{Node, Xml};
use crate::zip::Archive;

/// A link from one part of a package to another.
pub(crate) struct Relationship {
    /// How the source names it.
    pub(crate) id: String,
    /// The last word of its type: `styles`, `worksheet`.
    pub(crate) kind: String,
    /// The path of the part that it leads to.
    pub(crate) target: String,
}

/// The package's main part.
pub(crate) fn main_part(archive: &Archive<'_>, usual: &str) -> Result<String, Error> {
    let main = relationships(archive, "")?.into_iter().find(|link| link.kind == "officeDocument");
    Ok(main.map_or_else(|| usual.to_owned(), |link| link.target))
}

/// The links of a part; of the package itself for an empty path.
pub(crate) fn relationships(archive: &Archive<'_>, part: &str) -> Result<Vec<Relationship>, Error> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    let Some(source) = archive.text(&format!("{folder}{slash}_rels/{name}.rels"))? else {
        return Ok(Vec::new());
    };
    let mut links = Vec::new();
    let mut xml = Xml::new(&source);
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "Relationship" => {
                if links.len() == limits::LINKS {
                    return Err(Error::TooLarge);
                }
                let kind = tag.attribute("Type").unwrap_or_default();
                // An address may be of any length, but is no part of the package; of a long name nothing is asked.
                let short = |name| tag.attribute(name).filter(|said| said.len() <= limits::ID_BYTES);
                links.push(Relationship {
                    id: short("Id").unwrap_or_default(),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: short("Target").map_or_else(String::new, |target| resolve(folder, &target)),
                });
            }
            Node::End => return Ok(links),
            _ => {}
        }
    }
}

/// A target as a path from the package's root.
pub(crate) fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                path.pop();
            }
            _ => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use gouji::Error;

    use super::{relationships, resolve};
    use crate::limits;
    use crate::testing::zip;
    use crate::zip::Archive;

    #[test]
    fn links_are_counted() {
        for (count, error) in [(limits::LINKS, None), (limits::LINKS + 1, Some(Error::TooLarge))] {
            let links = format!("<Relationships>{}</Relationships>", "<Relationship/>".repeat(count));
            let bytes = zip(&[("_rels/.rels", links.as_bytes())]);
            let archive = Archive::open(&bytes).expect("an archive");
            assert_eq!(relationships(&archive, "").err(), error);
        }
    }

    #[test]
    fn an_address_may_be_long_and_leads_nowhere() {
        let long = "a/".repeat(limits::ID_BYTES);
        let links = format!(
            "<Relationships><Relationship Id='1' Target='{long}'/><Relationship Target='b'/></Relationships>"
        );
        let bytes = zip(&[("_rels/.rels", links.as_bytes())]);
        let archive = Archive::open(&bytes).expect("an archive");
        let links = relationships(&archive, "").expect("links");
        assert_eq!(links.iter().map(|link| link.target.as_str()).collect::<Vec<_>>(), ["", "b"]);
    }

    #[test]
    fn targets_start_from_their_source() {
        assert_eq!(resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "/xl/a.xml"), "xl/a.xml");
        assert_eq!(resolve("xl/worksheets", "../a/./b.xml"), "xl/a/b.xml");
        assert_eq!(resolve("", "../../word\\document.xml"), "word/document.xml");
    }
}
