//! Mounts the page.
fn main() {
    yew::Renderer::<App>::new().render();
}
#[yew::component]
fn App() -> yew::Html {
    yew::html! { <h1>{ "勾稽" }</h1> }
}
