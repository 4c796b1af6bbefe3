//! What an office has set (`gouji.toml`): taken, refused, removed. It holds for the document in the box and for all files of the list.

use std::rc::Rc;

use gouji::Settings;
use yew::AttrValue;

use super::{Notice, Refusal, State, StepKind};
use crate::texts::{fill, texts};
use crate::token::Token;

/// What an office has set.
#[derive(Clone, Debug, PartialEq)]
pub struct Office {
    /// Tells it from others.
    pub token: Token,
    /// The file that it is from.
    pub name: AttrValue,
    /// What it sets.
    pub settings: Settings,
}

/// What can happen to it.
#[derive(Clone, Debug, PartialEq)]
pub enum OfficeAction {
    /// The file of this name was read, or is none.
    Read(AttrValue, Result<Settings, Refusal>),
    /// It is not wanted any more.
    Drop,
}

impl State {
    pub(super) fn act_on_office(&mut self, action: OfficeAction) {
        if let OfficeAction::Read(name, _) = &action {
            // Its content told what it is.
            self.reading.take_if(|reading| reading.name == *name);
        }
        match action {
            OfficeAction::Read(name, Ok(settings)) => {
                let words = fill(texts(self.lang).said_office, &[("name", &name)]);
                self.set_office(Some(Office { token: Token::new(), name, settings }));
                self.do_tell(self.with_verdict(words), true);
            }
            OfficeAction::Read(name, Err(refusal)) => {
                self.say(refusal.message(self.lang));
                self.notice = Some(Notice::File(name, refusal));
            }
            OfficeAction::Drop => {
                if self.desk.office.is_some() {
                    self.set_office(None);
                    self.do_tell(self.with_verdict(texts(self.lang).said_office_removed.to_owned()), true);
                }
            }
        }
    }

    /// What is set, where something is.
    pub fn settings(&self) -> Option<&Settings> {
        self.desk.office.as_ref().map(|office| &office.settings)
    }

    fn set_office(&mut self, office: Option<Office>) {
        self.commit();
        self.step(StepKind::Other);
        self.desk.office = office.map(Rc::new);
        self.notice = None;
        self.judge();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::tests::*;
    use crate::state::{Action, DocumentAction};
    use gouji::settings::Value;
    use gouji::{RuleId, Severity};

    fn read(settings: Settings) -> Action {
        OfficeAction::Read("gouji.toml".into(), Ok(settings)).into()
    }

    fn off(rule: &str) -> Settings {
        let mut settings = Settings::default();
        settings.set(&format!("rules.{rule}"), Value::Word("off")).expect("a rule");
        settings
    }

    fn has(state: &State, rule: RuleId) -> bool {
        state.answer().expect("an answer").audit.findings.iter().any(|finding| finding.rule == rule)
    }

    #[test]
    fn what_is_set_holds_until_it_is_removed_and_is_a_step() {
        let state = checked();
        assert!(has(&state, RuleId::StructureSection));
        let set = after(state, [read(off("structure.section"))]);
        assert!(!has(&set, RuleId::StructureSection));
        assert_eq!(set.answer().map(|answer| answer.audit.count(Severity::Error)), Some(1), "sums stay");
        assert!(has(&after(set.clone(), [OfficeAction::Drop.into()]), RuleId::StructureSection));
        assert!(has(&after(set.clone(), [DocumentAction::Undo.into()]), RuleId::StructureSection));
        let other = settled(after(set, [pasted("另一份")]), Ok(broken()));
        assert!(!has(&other, RuleId::StructureSection), "it holds for the next document too");
    }

    #[test]
    fn a_file_that_is_wrong_changes_nothing_and_is_told() {
        let set = after(checked(), [read(off("structure.section"))]);
        let refusal = Refusal { zh: "第 1 行".into(), en: "line 1".into() };
        let wrong =
            after(set.clone(), [OfficeAction::Read("gouji.toml".into(), Err(refusal.clone())).into()]);
        assert_eq!(wrong.desk, set.desk);
        assert_eq!(wrong.notice, Some(Notice::File("gouji.toml".into(), refusal)));
    }
}
