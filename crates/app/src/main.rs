//! The page: a Yew application around the gouji library. Mounts it where www/index.html says; in a worker it reads for the page.

mod answer;
mod app;
mod batch;
mod browser;
mod components;
mod draft;
mod edits;
mod flow;
mod lang;
mod out;
mod pictures;
mod prior;
mod reading;
mod shared;
mod source;
mod state;
mod summary;
mod sums;
mod texts;
mod token;
mod worker;

fn main() {
    if let Some(scope) = worker::scope() {
        return worker::serve(scope);
    }
    yew::set_custom_panic_hook(Box::new(|info| browser::explain_crash(&info.to_string())));
    if let Some(root) = browser::document().and_then(|document| document.get_element_by_id("app")) {
        yew::Renderer::<app::App>::with_root(root).render();
        // The page is there first.
        gloo_timers::callback::Timeout::new(0, browser::checker::start).forget();
    }
}
