//! The languages of the page, and how sentences of the library are said in each.
//!
//! The library speaks simplified Chinese and English; traditional Chinese is made from the simplified sentences, ours and the
//! library's alike (see [`hant`]). What stands between “ and ” is quoted from the form or the document and stays as it is.

pub mod hant;

use gouji::{Finding, RuleId, Skip};

/// A language of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// Traditional Chinese.
    Hant,
    /// English.
    En,
}

impl Lang {
    /// All of them, in the order shown.
    pub const ALL: [Lang; 3] = [Lang::Zh, Lang::Hant, Lang::En];

    /// The tag for `lang` attributes.
    pub const fn tag(self) -> &'static str {
        match self {
            Lang::Zh => "zh-CN",
            Lang::Hant => "zh-Hant",
            Lang::En => "en",
        }
    }

    /// The language's name in itself.
    pub const fn name(self) -> &'static str {
        match self {
            Lang::Zh => "简体中文",
            Lang::Hant => "繁體中文",
            Lang::En => "English",
        }
    }

    /// The language with this tag.
    pub fn of_tag(tag: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.tag() == tag)
    }

    /// The library's language from which this one is made.
    pub const fn core(self) -> gouji::Lang {
        match self {
            Lang::Zh | Lang::Hant => gouji::Lang::Zh,
            Lang::En => gouji::Lang::En,
        }
    }

    /// The language in which a file is written that is read again, here or by the command line: one of the library's.
    pub const fn exchanged(self) -> Lang {
        match self {
            Lang::Zh | Lang::Hant => Lang::Zh,
            Lang::En => Lang::En,
        }
    }

    /// A sentence of the library, asked for in [`Lang::core`].
    pub fn say(self, sentence: impl Into<String>) -> String {
        let sentence = sentence.into();
        match self {
            Lang::Hant => hant::convert(&sentence),
            Lang::Zh | Lang::En => sentence,
        }
    }

    /// What a finding says.
    pub fn message(self, finding: &Finding) -> String {
        self.say(finding.message(self.core()))
    }

    /// Why an equation was not judged.
    pub fn skip(self, why: Skip) -> String {
        self.say(why.message(self.core()))
    }

    /// A rule's short name.
    pub fn title(self, rule: RuleId) -> String {
        self.say(rule.explain(self.core()).title)
    }

    /// A rule's reason.
    pub fn why(self, rule: RuleId) -> String {
        self.say(rule.explain(self.core()).why)
    }

    /// Where a rule comes from; none for rules of gouji's own.
    pub fn source(self, rule: RuleId) -> Option<&'static str> {
        let source = rule.explain(self.core()).source;
        (source != "gouji").then_some(source)
    }
}
