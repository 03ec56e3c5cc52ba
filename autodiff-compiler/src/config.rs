//! What `#[grad(..)]` asks for.

use crate::errors::{Error, Errors, Message};
use crate::protocol::{Asked, Companion, TABLE};
use proc_macro2::{Span, TokenStream, TokenTree};

/// The arguments of the attribute.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) companions: Vec<Companion>,
    /// Which of them the user asked for by name, and where.
    pub(crate) requested: Vec<(Companion, Span)>,
    /// `wrt(x, a)`: differentiate with respect to these only.
    pub(crate) wrt: Option<Vec<proc_macro2::Ident>>,
    /// `name = "…"`: what the names of the companions begin with.
    pub(crate) name: Option<String>,
    /// Where that stands.
    pub(crate) name_span: Option<Span>,
    /// `members`: the companions are members of the trait.
    pub(crate) members: Option<Span>,
    /// `uncut`, which no guide has: no loop cuts [what it runs through](crate::emit). It is there for
    /// the tests, which hold both against each other.
    pub(crate) uncut: bool,
    /// `crate = path`: where `autodiff` is found, if it was renamed.
    pub(crate) krate: Option<TokenStream>,
    /// `order = n`: the companions have companions, if it is more than one.
    pub(crate) order: usize,
    /// Where that stands.
    pub(crate) order_span: Option<Span>,
}

impl Config {
    /// These companions, and nothing besides.
    pub(crate) fn of(companions: Vec<Companion>) -> Config {
        Config {
            companions,
            requested: Vec::new(),
            wrt: None,
            name: None,
            name_span: None,
            members: None,
            uncut: false,
            krate: None,
            order: 1,
            order_span: None,
        }
    }
}

/// Reads the arguments of the attribute; what is wrong with them is reported,
/// and the rest stands.
pub(crate) fn parse(errors: &Errors, attr: TokenStream) -> Config {
    let mut config = Config::of(Companion::always());
    let mut seen: Vec<String> = Vec::new();
    for argument in split_commas(attr) {
        let Some(name) = argument.first().map(ToString::to_string) else { continue };
        let span = argument[0].span();
        if seen.contains(&name) {
            errors.report(Message::RepeatedArgument { name }.at(span));
            continue;
        }
        seen.push(name);
        if let Err(error) = argument_into(&mut config, errors, &argument) {
            errors.report(error);
        }
    }
    if config.order > 1 && !seen.iter().any(|name| name == "only") && !config.companions.contains(&Companion::Hvp) {
        config.companions.push(Companion::Hvp);
    }
    add_called(&mut config.companions);
    config
}

/// What a matrix is made by is there, too.
fn add_called(companions: &mut Vec<Companion>) {
    let mut at = 0;
    while let Some(companion) = companions.get(at) {
        let others = TABLE.iter().filter(|row| row.asked == Asked::Beside(*companion));
        let beside = others.map(|row| row.companion);
        let mut called: Vec<_> = companion.runs().iter().copied().chain(beside).collect();
        if called.contains(&Companion::Vjp) {
            called.push(Companion::VjpInto);
        }
        called.sort();
        called.dedup();
        called.retain(|other| !companions.contains(other));
        companions.append(&mut called);
        at += 1;
    }
    companions.sort();
}

/// The same for an operator, whose companions are the methods of a trait.
pub(crate) fn of_operator(errors: &Errors, mut config: Config) -> Config {
    let asked = config.requested.iter().filter(|(companion, _)| *companion != Companion::Hvp);
    for (companion, span) in asked {
        errors.report(Message::OperatorArgument { name: companion.row().suffix.to_owned() }.at(*span));
    }
    if let Some(span) = config.order_span.filter(|_| config.order > 1) {
        errors.report(Message::OrderOfBlock { what: "an operator".to_owned() }.at(span));
    }
    for ident in config.wrt.iter().flatten() {
        errors.report(Message::OperatorArgument { name: "wrt".to_owned() }.at(ident.span()));
    }
    config.companions = vec![Companion::Jvp, Companion::Vjp, Companion::VjpInto, Companion::Hvp];
    config.requested.clear();
    (config.wrt, config.name, config.order) = (None, None, 1);
    config
}

fn argument_into(config: &mut Config, errors: &Errors, argument: &[TokenTree]) -> Result<(), Error> {
    let span = argument[0].span();
    let name = argument[0].to_string();
    let malformed = |form: &str| Message::MalformedArgument { name: name.clone(), form: form.to_owned() }.at(span);
    match (name.as_str(), &argument[1..]) {
        ("wrt", [TokenTree::Group(list)]) => {
            let names = idents(list.stream()).filter(|names| !names.is_empty());
            config.wrt = Some(names.ok_or_else(|| malformed("wrt(x, y)"))?);
        }
        ("wrt", _) => return Err(malformed("wrt(x, y)")),
        ("only", [TokenTree::Group(list)]) => {
            let names = idents(list.stream()).ok_or_else(|| malformed("only(jvp, grad)"))?;
            config.companions = only(errors, config, &names);
        }
        ("only", _) => return Err(malformed("only(jvp, grad)")),
        ("name", [TokenTree::Punct(eq), TokenTree::Literal(text)]) if eq.as_char() == '=' => {
            config.name_span = Some(span);
            config.name = Some(identifier(&text.to_string()).ok_or_else(|| malformed("name = \"identifier\""))?);
        }
        ("name", _) => return Err(malformed("name = \"identifier\"")),
        ("members", []) => config.members = Some(span),
        ("uncut", []) => config.uncut = true,
        ("members", _) => return Err(malformed("members")),
        ("crate", [TokenTree::Punct(eq), path @ ..]) if eq.as_char() == '=' && !path.is_empty() => {
            config.krate = Some(path.iter().cloned().collect());
        }
        ("order", [TokenTree::Punct(eq), TokenTree::Literal(n)]) if eq.as_char() == '=' => {
            let order = n.to_string().parse().ok().filter(|order| *order > 0);
            config.order = order.ok_or_else(|| malformed("order = 2"))?;
            config.order_span = Some(span);
        }
        ("order", _) => return Err(malformed("order = 2")),
        ("crate", _) => return Err(malformed("crate = path::to::autodiff")),
        (name, rest) => {
            let Some(companion) = Companion::named(name) else {
                return Err(Message::UnknownArgument { name: name.to_owned() }.at(span));
            };
            if !rest.is_empty() {
                return Err(malformed(name));
            }
            request(config, companion, span);
        }
    }
    Ok(())
}

fn request(config: &mut Config, companion: Companion, span: Span) {
    config.requested.push((companion, span));
    if !config.companions.contains(&companion) {
        config.companions.push(companion);
    }
}

fn only(errors: &Errors, config: &mut Config, names: &[proc_macro2::Ident]) -> Vec<Companion> {
    let extra: Vec<_> = config.requested.iter().map(|(c, _)| *c).collect();
    let mut chosen = extra;
    for name in names {
        match Companion::named(&name.to_string()) {
            Some(companion) => {
                config.requested.push((companion, name.span()));
                chosen.push(companion);
            }
            None => {
                errors.report(Message::UnknownCompanion { name: name.to_string() }.at(name.span()));
            }
        }
    }
    chosen.sort();
    chosen.dedup();
    chosen
}

fn split_commas(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut parts = vec![Vec::new()];
    for token in tokens {
        match token {
            TokenTree::Punct(p) if p.as_char() == ',' => parts.push(Vec::new()),
            token => parts.last_mut().expect("starts with one part").push(token),
        }
    }
    parts
}

fn idents(tokens: TokenStream) -> Option<Vec<proc_macro2::Ident>> {
    split_commas(tokens)
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(|part| match &part[..] {
            [TokenTree::Ident(ident)] => Some(ident.clone()),
            _ => None,
        })
        .collect()
}

/// The identifier inside a string literal.
fn identifier(literal: &str) -> Option<String> {
    let text = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut chars = text.chars();
    let starts = chars.next().is_some_and(|c| c.is_alphabetic() || c == '_');
    (starts && chars.all(|c| c.is_alphanumeric() || c == '_')).then(|| text.to_owned())
}
