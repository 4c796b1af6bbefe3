//! The language of messages, from the environment.

use gouji::Lang;

/// Variables that name the language of messages, the one that wins first.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// Chinese for `zh…` and where nothing is set, else English.
pub fn lang(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let locale = VARIABLES.into_iter().filter_map(variable).find(|value| !value.is_empty());
    match locale {
        Some(locale) if !locale.starts_with("zh") => Lang::En,
        _ => Lang::Zh,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(set: &[(&str, &str)], expected: Lang) {
        let variable =
            |name: &str| set.iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_string());
        assert_eq!(lang(variable), expected, "{set:?}");
    }

    #[test]
    fn the_first_variable_that_says_something_decides() {
        check(&[], Lang::Zh);
        check(&[("LANG", "")], Lang::Zh);
        check(&[("LANG", "zh_CN.UTF-8")], Lang::Zh);
        check(&[("LANG", "C.UTF-8")], Lang::En);
        check(&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "en_GB.UTF-8")], Lang::En);
        check(&[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "zh_TW"), ("LC_ALL", "")], Lang::Zh);
    }
}
