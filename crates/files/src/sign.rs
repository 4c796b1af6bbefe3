//! What tells a kind of file: data of [`crate::kinds`] and [`crate::foreign`], asked by [`crate::sniff`].

/// What tells a kind of file.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sign {
    /// How the file begins.
    Head(&'static [u8]),
    /// What stands somewhere in its first so many bytes.
    Within(usize, &'static [u8]),
    /// A zip file with a member of this name, or of a name that begins so and ends as parts of office documents do.
    Member(&'static str),
    /// A zip file that says its type first.
    Mimetype(&'static str),
    /// An OLE2 compound file with a stream of this name.
    Stream(&'static str),
}
