//! The list of what is wrong: a card a cause, the worst first. A card leads with the change that mends it and what it rests on; its
//! findings follow, a line each, and lead to their equations. What was set aside and what is only said of the reading are folded.

use gouji::repair::{Certainty, Proposal, Repair};
use gouji::two_ways::text_to;
use gouji::{Cause, CellId, Finding, Severity};
use yew::prelude::*;

use super::{mixed, unsure, verdict};
use crate::answer::{Answer, Decision};
use crate::browser::clipboard;
use crate::lang::Lang;
use crate::state::{Action, CellAction, ChoiceAction, Panel, State, ViewAction};
use crate::summary::{self, Verdict};
use crate::sums::{self, Direction};
use crate::texts::{count, fill, texts};

/// What the cards are made from.
struct List<'a> {
    state: &'a State,
    answer: &'a Answer,
    dispatch: &'a Callback<Action>,
    lang: Lang,
}

/// The list.
pub fn view(state: &State, answer: &Answer, dispatch: &Callback<Action>) -> Html {
    let list = List { state, answer, dispatch, lang: state.lang };
    let text = texts(list.lang);
    let causes = answer.causes();
    let infos: Vec<usize> =
        answer.entries_of(Severity::Info).filter(|&index| !answer.entries[index].ignored).collect();
    let ignored: Vec<usize> =
        (0..answer.entries.len()).filter(|&index| answer.entries[index].ignored).collect();
    let on_restore = dispatch.reform(|_: MouseEvent| CellAction::Unignore(None).into());
    html! {
        <section class="findings" aria-labelledby="findings-title">
            <h2 id="findings-title" class="visually-hidden">{ text.findings_title }</h2>
            { done(state, dispatch) }
            { unsure::card(state, answer, dispatch) }
            if summary::verdict(answer) == Verdict::Nothing {
                <p class="verdict-hint">{ text.verdict_nothing_why }</p>
            }
            if causes.is_empty() {
                <p class="hint">{ text.no_findings }</p>
                if summary::verdict(answer) == Verdict::Clean {
                    <p class="hint" id="next-steps">{ text.next_steps }</p>
                }
                <div class="gaps">
                    <h3>{ text.not_checked_title }</h3>
                    { verdict::gaps(answer, list.lang) }
                </div>
            }
            { list.all(&causes) }
            <ol class="causes">{ for causes.iter().enumerate().map(|(at, (n, cause, entries))| list.card(*n, cause, entries, at == 0)) }</ol>
            if causes.iter().any(|(_, cause, _)| cause.proposal.is_some()) {
                <p class="hint">{ text.repairs_hint }</p>
            }
            if !infos.is_empty() {
                <details class="folded-findings infos" open={infos.iter().any(|&index| Some(index) == state.finding())}>
                    <summary>{ count(text.infos_title, infos.len()) }</summary>
                    <ol>{ for infos.into_iter().map(|index| list.finding(index)) }</ol>
                </details>
            }
            if !ignored.is_empty() {
                <details class="folded-findings ignored">
                    <summary>{ count(text.ignored_title, ignored.len()) }</summary>
                    <ol>{ for ignored.into_iter().map(|index| list.finding(index)) }</ol>
                    <button type="button" class="button button-small" onclick={on_restore}>{ text.restore_all }</button>
                </details>
            }
        </section>
    }
}

/// What was done last, where the card stood that it was done to, with the way back.
fn done(state: &State, dispatch: &Callback<Action>) -> Html {
    let Some(done) = &state.done else { return Html::default() };
    let on_undo = dispatch.reform(|_: MouseEvent| crate::state::DocumentAction::Undo.into());
    // The live region has said it already.
    html! {
        <div class="done">
            <p aria-hidden="true">{ "✓ " }{ &done.words }</p>
            if done.can_undo && state.history.last().is_some() {
                <button type="button" class="button button-small" onclick={on_undo}>
                    { texts(state.lang).undo }<kbd aria-hidden="true">{ "Ctrl+Z" }</kbd>
                </button>
            }
        </div>
    }
}

impl List<'_> {
    fn emit<E>(&self, action: impl Into<Action>) -> Callback<E> {
        let action = action.into();
        self.dispatch.reform(move |_: E| action.clone())
    }

    fn proposal(&self, cause: &Cause) -> Option<&Proposal> {
        self.answer.audit.repairs.get(cause.proposal?)
    }

    /// The first repair of every cause, as one step.
    fn all(&self, causes: &[(usize, &Cause, Vec<usize>)]) -> Html {
        let first = |(_, cause, _): &(usize, &Cause, Vec<usize>)| self.proposal(cause)?.repairs.first();
        let repairs: Vec<&Repair> = causes.iter().filter_map(first).collect();
        if repairs.len() < 2 {
            return Html::default();
        }
        let changes = repairs.into_iter().flat_map(changes).collect();
        html! {
            <button type="button" class="button button-small" id="apply-all" onclick={self.emit(CellAction::Write(changes))}>
                { texts(self.lang).repair_apply_all }
            </button>
        }
    }

    fn card(&self, n: usize, cause: &Cause, entries: &[usize], is_first: bool) -> Html {
        let current = self.state.finding().is_some_and(|index| entries.contains(&index))
            || (is_first && self.state.choice.is_none());
        let class = classes!(
            "cause",
            format!("cause-{}", cause.severity.as_str()),
            current.then_some("cause-current")
        );
        let keys: Vec<String> = entries.iter().map(|&index| self.answer.entries[index].key.clone()).collect();
        let proposal = self.proposal(cause);
        let cell = proposal
            .and_then(|proposal| proposal.repairs.first()?.changes.first())
            .map(|change| change.cell)
            .or_else(|| self.cells(entries).next());
        html! {
            <li key={n} {class} data-cause={(n + 1).to_string()} data-severity={cause.severity.as_str()}>
                if let Some(proposal) = proposal {
                    { self.repairs(n, proposal) }
                } else {
                    { self.two_ways(n, entries) }
                }
                <ol class="cause-findings">{ for entries.iter().map(|&index| self.finding(index)) }</ol>
                <div class="tools cause-tools">
                    if let Some(cell) = cell {
                        <button type="button" class="button button-small fill-in" onclick={self.emit(CellAction::Edit(cell, None))}>
                            { texts(self.lang).fill_in }
                        </button>
                    }
                    <button type="button" class="button button-small verify" onclick={self.emit(CellAction::Decide(Decision::Stands, keys))}>
                        { texts(self.lang).verify }
                    </button>
                    { self.why_not(entries) }
                </div>
            </li>
        }
    }

    fn cells<'b>(&'b self, entries: &'b [usize]) -> impl Iterator<Item = CellId> + 'b {
        let findings = entries.iter().filter_map(|&index| self.answer.finding(index));
        findings
            .flat_map(|finding| finding.cells.iter().copied())
            .filter(|cell| self.answer.cell(*cell).is_some())
    }

    /// What would make it add up: the likeliest change first, with how sure that is.
    fn repairs(&self, n: usize, proposal: &Proposal) -> Html {
        let text = texts(self.lang);
        let lead = match proposal.certainty {
            Certainty::OneOf { ways } => count(text.repair_one_of, ways.unwrap_or(proposal.repairs.len())),
            _ => text.repair_only.to_owned(),
        };
        let item = |(rank, repair): (usize, &Repair)| {
            let id = format!("repair-{n}-{rank}");
            let (label, change) = match repair.changes[..] {
                [change] => {
                    let to = change.to.normalize().to_string();
                    let from = change
                        .from
                        .map_or_else(|| text.blank.to_owned(), |from| from.normalize().to_string());
                    (fill(text.write_to, &[("to", &to)]), Some((change.cell.label(), from, to)))
                }
                _ => (text.repair_apply.to_owned(), None),
            };
            let class =
                if rank == 0 { "button button-small button-main apply" } else { "button button-small apply" };
            html! {
                <li key={rank} class={classes!("repair", (rank == 0).then_some("repair-first"))}>
                    if let Some((place, from, to)) = change {
                        <p class="repair-change" aria-hidden="true">
                            <span class="repair-place" lang="zh-CN">{ place }</span>
                            <span class="repair-figures"><del>{ from }</del>{ " → " }<ins>{ to }</ins></span>
                        </p>
                    }
                    <p id={id.clone()} class={classes!((repair.changes.len() == 1).then_some("visually-hidden"))}>
                        { mixed::view(&self.lang.say(repair.proposed(proposal.certainty, self.lang.core())), self.lang) }
                    </p>
                    <p class="why">
                        if let Some(slip) = repair.shown_slip().filter(|_| repair.changes.len() == 1) {
                            { mixed::view(&self.lang.say(slip.phrase(self.lang.core())), self.lang) }{ text.separator }
                        }
                        { count(text.repair_resolves, proposal.findings.len()) }
                    </p>
                    <button type="button" {class} data-repair={format!("{}.{}", n + 1, rank + 1)} aria-describedby={id}
                        onclick={self.emit(CellAction::Write(changes(repair)))}>{ label }</button>
                </li>
            }
        };
        html! {
            <div class="repairs" role="group" aria-label={text.repairs_title}>
                <p class="repair-lead">{ lead }</p>
                <ol>{ for proposal.repairs.iter().enumerate().map(item) }</ol>
            </div>
        }
    }

    /// The prose says one thing and the table another: the table's figure or the prose's.
    fn two_ways(&self, n: usize, entries: &[usize]) -> Html {
        let (text, core) = (texts(self.lang), self.lang.core());
        let claimed = entries.iter().find_map(|&index| {
            let finding = self.answer.finding(index)?;
            let (equation, _) = finding.equation.as_ref()?;
            Some((index, self.answer.audit.two_ways(finding), self.answer.claim_of(equation)?))
        });
        let Some((index, ways, claim)) = claimed else { return self.rewrite(entries) };
        let corrected = ways.and_then(|ways| Some((ways, sums::corrected(self.answer, claim)?)));
        let on_source = {
            let (dispatch, is_open) = (self.dispatch.clone(), self.state.is_open(Panel::Source));
            Callback::from(move |_: MouseEvent| {
                if !is_open {
                    dispatch.emit(ViewAction::Toggle(Panel::Source).into());
                }
                dispatch.emit(ChoiceAction::Finding(index).into());
            })
        };
        html! {
            <div class="repairs two-ways">
                if let Some(ways) = ways {
                    <p class="repair-lead">{ self.lang.say(ways.lead(core)) }</p>
                }
                <div class="tools">
                    if let Some((ways, cell)) = ways.and_then(|ways| Some((ways, ways.cell?))) {
                        <button type="button" class="button button-small apply" data-repair={format!("{}.1", n + 1)}
                            onclick={self.emit(CellAction::Write(vec![(cell, ways.prose.to_string())]))}>{ self.lang.say(ways.table_to(core)) }</button>
                    }
                    if let Some((ways, clause)) = corrected {
                        <button type="button" class="button button-small prose-to" onclick={self.prose_to(index, clause)}>{ self.lang.say(ways.prose_to(core)) }</button>
                    }
                    <button type="button" class="button button-small see-source" onclick={on_source}>{ text.see_source }</button>
                </div>
            </div>
        }
    }

    /// The words that belong in the text, where a rule knows them.
    fn rewrite(&self, entries: &[usize]) -> Html {
        let known = entries.iter().find_map(|&index| {
            let (_, to) = self.answer.finding(index)?.change()?;
            Some((index, to.to_owned()))
        });
        let Some((index, to)) = known else { return Html::default() };
        let label = self.lang.say(text_to(&to, self.lang.core()));
        html! {
            <div class="repairs">
                <div class="tools">
                    <button type="button" class="button button-small prose-to" onclick={self.prose_to(index, to)}>{ label }</button>
                </div>
            </div>
        }
    }

    /// The prose is to be corrected, which is done in the document: what it should read is copied, and the decision noted.
    fn prose_to(&self, index: usize, clause: String) -> Callback<MouseEvent> {
        let keys = vec![self.answer.entries[index].key.clone()];
        let dispatch = self.dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            // Where the browser does not copy, the note has the clause.
            let _ = clipboard::copy("", &clause);
            dispatch.emit(CellAction::Decide(Decision::Prose, keys.clone()).into());
        })
    }

    /// Why nothing is proposed, where something stands in the way.
    fn why_not(&self, entries: &[usize]) -> Html {
        let proposal = entries.iter().find_map(|&index| self.answer.proposal_for(index));
        match proposal.and_then(|proposal| proposal.certainty.obstacle(self.lang.core())) {
            Some(why) => html! { <p class="hint">{ mixed::view(&self.lang.say(why), self.lang) }</p> },
            None => Html::default(),
        }
    }

    fn finding(&self, index: usize) -> Html {
        let Some(finding) = self.answer.finding(index) else { return Html::default() };
        let sign = match finding.severity {
            Severity::Error => "≠",
            Severity::Warning => "!",
            Severity::Info => "i",
        };
        let current = self.state.finding() == Some(index);
        html! {
            <li key={index}>
                <button type="button" id={format!("finding-{index}")} class={classes!("finding", current.then_some("finding-chosen"))}
                    data-rule={finding.rule.as_str()} data-severity={finding.severity.as_str()}
                    aria-current={current.then_some("true")} onclick={self.emit(ChoiceAction::Finding(index))}>
                    <span class={classes!("finding-sign", format!("sign-{}", finding.severity.as_str()))} aria-hidden="true">{ sign }</span>
                    <span class="finding-words">{ self.words(index, finding) }</span>
                </button>
            </li>
        }
    }

    /// What is wrong: a sum of the form as the sum itself, in one line, and which way to look; all else in words.
    fn words(&self, index: usize, finding: &Finding) -> Html {
        let text = texts(self.lang);
        let message = mixed::view(&self.lang.message(finding), self.lang);
        let relation = self.answer.entries[index].relation;
        let sum = relation.and_then(|relation| {
            let direction = match sums::direction(self.answer, relation)? {
                Direction::Across => text.across,
                Direction::Down => text.down,
            };
            Some((
                direction,
                sums::place(&self.answer.relations[relation].0, self.lang),
                sums::line(self.answer, relation, self.lang),
            ))
        });
        match sum {
            Some((direction, place, line)) => html! {
                <>
                    <span class="visually-hidden">{ message }{ text.separator }</span>
                    <span class="finding-way">{ direction }</span>{ " " }
                    <span class="finding-place">{ mixed::view(&place, self.lang) }</span>{ " " }
                    <span class="finding-line">{ mixed::view(&line, self.lang) }</span>
                </>
            },
            None => {
                let sides = finding.equation.as_ref().map(|(_, sums)| sums);
                let by = sides.and_then(|sums| sums.left.checked_sub(sums.right));
                let by = by.map(|by| fill(text.difference, &[("n", &by.abs().to_string())]));
                html! { <>{ message }{ for by.map(|by| html! { <>{ " " }<span class="finding-by">{ by }</span></> }) }</> }
            }
        }
    }
}

fn changes(repair: &Repair) -> Vec<(CellId, String)> {
    repair.changes.iter().map(|change| (change.cell, change.to.normalize().to_string())).collect()
}
