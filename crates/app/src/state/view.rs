//! How the page is shown, and what it says of what left it. Nothing here touches what a person works on.

use yew::AttrValue;

use super::{Notice, Session, State, Target};
use crate::lang::Lang;
use crate::texts::{count, fill, texts};

/// How the page looks, apart from what the browser says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Text for those who see little.
    pub is_large: bool,
    /// Dark or light, against what the browser asks for.
    pub is_dark: Option<bool>,
}

/// A part of the page that opens and closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Panel {
    /// The help.
    Help,
    /// The source beside the tables.
    Source,
    /// The picture.
    Flow,
    /// Last year's report.
    Prior,
    /// The sums beside the tables.
    Sums,
}

/// A draft that is stored on this computer.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// When it was stored, as the browser writes it.
    pub time: AttrValue,
    /// What was stored, if that was done on this visit.
    pub kept: Option<Session>,
}

/// What can happen to the view.
#[derive(Clone, Debug, PartialEq)]
pub enum ViewAction {
    /// Another language.
    Speak(Lang),
    /// The page looks otherwise.
    Look(Look),
    /// A part of the page opens or closes.
    Toggle(Panel),
    /// Open or fold the box.
    ShowInput(bool),
    /// The address names a finding.
    Link(String),
    /// What is said of the last input was seen.
    DropNotice,
    /// The tables were copied to the clipboard, or could not be.
    Copied(Option<(AttrValue, usize)>),
    /// A link to a finding was copied, or could not be.
    LinkCopied(bool),
    /// A file was made.
    Downloaded(AttrValue),
    /// A draft was found (stored on another visit), or deleted (none).
    Draft(Option<AttrValue>),
    /// The document was stored at this time, or could not be.
    Kept(Result<(AttrValue, Box<Session>), ()>),
}

impl State {
    pub(super) fn act_on_view(&mut self, action: ViewAction) {
        let text = texts(self.lang);
        match action {
            ViewAction::Speak(lang) => self.lang = lang,
            ViewAction::Look(look) => self.look = look,
            ViewAction::Toggle(panel) => {
                if !self.open.remove(&panel) {
                    self.open.insert(panel);
                    if panel == Panel::Prior {
                        self.go(Target::Prior);
                    }
                }
            }
            ViewAction::ShowInput(open) => {
                self.input_open = open;
                if open {
                    self.go(Target::Input);
                }
            }
            ViewAction::Link(key) => self.follow(key),
            ViewAction::DropNotice => self.notice = None,
            ViewAction::Copied(Some((name, unsure))) => {
                let words = fill(text.copied, &[("name", &name)]);
                let but = (unsure > 0).then(|| count(text.copied_unsure, unsure));
                self.do_tell(
                    [Some(words), but].into_iter().flatten().collect::<Vec<_>>().join(text.semicolon),
                    false,
                )
            }
            ViewAction::LinkCopied(true) => self.do_tell(text.said_link_copied, false),
            ViewAction::Copied(None) | ViewAction::LinkCopied(false) => {
                self.say(text.copy_failed);
                self.notice = Some(Notice::NotCopied);
            }
            ViewAction::Downloaded(name) => {
                self.do_tell(fill(text.said_downloaded, &[("name", &name)]), false)
            }
            ViewAction::Draft(time) => {
                if time.is_none() && self.draft.is_some() {
                    self.say(text.draft_deleted);
                }
                self.draft = time.map(|time| Draft { time, kept: None });
            }
            ViewAction::Kept(Ok((time, session))) => {
                self.do_tell(fill(text.draft_kept, &[("time", &time)]), false);
                self.draft = Some(Draft { time, kept: Some(*session) });
            }
            ViewAction::Kept(Err(())) => {
                self.draft = None;
                self.say(text.draft_failed);
                self.notice = Some(Notice::NotStored);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::tests::*;

    #[test]
    fn what_was_kept_is_not_lost_with_the_page() {
        let changed = after(checked(), [write("t4.direct.total", "2")]);
        let kept = ViewAction::Kept(Ok(("刚才".into(), Box::new(changed.desk.session.clone()))));
        let kept = after(changed, [kept.into()]);
        assert!(!kept.is_unsaved());
        assert!(after(kept.clone(), [write("t4.review.total", "3")]).is_unsaved());
        let deleted = after(kept, [ViewAction::Draft(None).into()]);
        assert!(deleted.draft.is_none() && deleted.is_unsaved());
    }
}
