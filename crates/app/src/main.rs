//! The page: a Yew application around the gouji library. Mounts it where www/index.html says.

mod answer;
mod app;
mod batch;
mod browser;
mod components;
mod edits;
mod flow;
mod lang;
mod out;
mod prior;
mod source;
mod state;
mod summary;
mod sums;
mod texts;

fn main() {
    yew::set_custom_panic_hook(Box::new(|info| browser::explain_crash(&info.to_string())));
    if let Some(root) = browser::document().and_then(|document| document.get_element_by_id("app")) {
        yew::Renderer::<app::App>::with_root(root).render();
    }
}
