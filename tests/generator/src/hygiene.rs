//! Programs that a `macro_rules!` macro makes, with a name that its caller gives.

use super::Program;

/// What is no variable after `let`, and names that methods have too.
const TAKEN: [&str; 3] = ["true", "false", "sum"];

/// The main function of the program as a macro makes it whose caller writes the first
/// parameter, by the name of another variable of the function: two variables that are
/// spelled alike. `None` where there is no such variable.
#[must_use]
pub fn hygienic(program: &Program) -> Option<String> {
    let start = program.source.find(&format!("#[grad(hvp)]\nfn {}(", program.name))?;
    let (helpers, main) = program.source.split_at(start);
    let own = &program.params.first()?.name;
    let other = other(main, own)?;
    let made = replaced(main, own, "$given");
    Some(format!("{helpers}macro_rules! made {{\n($given:ident) => {{\n{made}}};\n}}\nmade!({other});\n"))
}

/// The variable that comes last of those that a `let` binds.
fn other(main: &str, own: &str) -> Option<String> {
    let lets = main.match_indices("let ").map(|(at, word)| main[at + word.len()..].trim_start_matches("mut "));
    let names = lets.map(|rest| rest.split(|c: char| !is_part(c)).next().unwrap_or_default());
    let is_variable = |name: &&str| name.starts_with(char::is_lowercase) && *name != own && !TAKEN.contains(name);
    names.filter(is_variable).last().map(str::to_owned)
}

/// The text with another word for a variable.
fn replaced(text: &str, name: &str, with: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(name) {
        let (before, after) = (rest[..at].chars().next_back(), rest[at + name.len()..].chars().next());
        let is_field = before == Some('.') && !rest[..at].ends_with("..");
        let is_word = !before.is_some_and(is_part) && !after.is_some_and(is_part);
        out += &rest[..at];
        out += if is_word && !is_field && before != Some('\'') { with } else { name };
        rest = &rest[at + name.len()..];
    }
    out + rest
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::super::{Language, program};
    use super::*;

    #[test]
    fn a_name_is_two() {
        let made: Vec<_> = (0..100).filter_map(|seed| hygienic(&program(Language::Whole, seed))).collect();
        assert!(made.len() > 80, "{} of 100", made.len());
        assert!(made.iter().all(|source| source.contains("$given: f64") && source.contains("made!(")));
        assert_eq!(
            replaced("x + x.x - max(x_dot, 2.0 * -x) .. ..x", "x", "$g"),
            "$g + $g.x - max(x_dot, 2.0 * -$g) .. ..$g"
        );
    }
}
