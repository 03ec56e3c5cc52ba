//! Which identifiers are one name.
//!
//! A `macro_rules!` macro and its caller can write the same identifier and mean two
//! variables. What tells them apart is the *context* of a span, of which stable Rust
//! lets nobody ask; it only shows in the debug text of the span. So what is read from
//! there is a guess, and where a guess decides, rustc is given a proof of it to check:
//! code that compiles if two identifiers are one name, or if they are two (the decision
//! record "Guesses about names are proved").

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use std::cell::RefCell;

/// An identifier, and the macro that wrote it.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    ident: Ident,
    context: String,
}

impl Name {
    pub(crate) fn of(ident: &Ident) -> Name {
        Name { ident: ident.clone(), context: context(ident.span()) }
    }

    pub(crate) fn is_spelled(&self, ident: &Ident) -> bool {
        self.ident == *ident
    }

    pub(crate) fn text(&self) -> String {
        self.ident.to_string()
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.ident == other.ident && self.context == other.context
    }
}

/// What two spans at one place differ in. Where the debug text does not show it, as
/// outside of a macro's run, all identifiers have one context.
fn context(span: Span) -> String {
    format!("{:?}", span.located_at(Span::call_site()))
}

/// Whether two identifiers look like one name.
pub(crate) fn is_same(a: &Ident, b: &Ident) -> bool {
    a == b && Name::of(a) == Name::of(b)
}

/// What is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Variable,
    Label,
}

/// Names that are spelled alike: a use, and what it was decided about.
#[derive(Clone, Debug, PartialEq)]
struct Guess {
    sort: Sort,
    used: Name,
    bound: Name,
    verdict: Verdict,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    One,
    Two,
}

/// What was guessed of the names of a function.
#[derive(Debug, Default)]
pub(crate) struct Guesses(RefCell<Vec<Guess>>);

impl Guesses {
    /// Which of the bound names, the innermost first, an identifier means: the one
    /// from its own macro, and if there is none, the innermost that is spelled so.
    pub(crate) fn resolve<'n, T: 'n>(
        &self,
        sort: Sort,
        ident: &Ident,
        bound: impl Iterator<Item = (&'n Name, T)>,
    ) -> Option<T> {
        let mut alike: Vec<_> = bound.filter(|(name, _)| name.is_spelled(ident)).collect();
        let innermost = alike.first()?.0;
        // There is one `self` in a function.
        if ident == "self" {
            return Some(alike.swap_remove(0).1);
        }
        let used = Name::of(ident);
        let found = alike.iter().position(|(name, _)| **name == used);
        match found {
            Some(at) => {
                alike[..at].iter().for_each(|(other, _)| self.note(sort, &used, other, Verdict::Two));
                Some(alike.swap_remove(at).1)
            }
            None => {
                self.note(sort, &used, innermost, Verdict::One);
                Some(alike.swap_remove(0).1)
            }
        }
    }

    fn note(&self, sort: Sort, used: &Name, bound: &Name, verdict: Verdict) {
        let guess = Guess { sort, used: used.clone(), bound: bound.clone(), verdict };
        let mut guesses = self.0.borrow_mut();
        if !guesses.contains(&guess) {
            guesses.push(guess);
        }
    }

    /// Items that compile if the guesses are right.
    pub(crate) fn proofs(&self) -> Vec<TokenStream> {
        self.0.borrow().iter().map(proof).collect()
    }
}

fn proof(guess: &Guess) -> TokenStream {
    let (used, bound) = (&guess.used.ident, &guess.bound.ident);
    let body = match (guess.sort, guess.verdict) {
        (Sort::Variable, Verdict::One) => quote!(let #bound = OfThisMacro; let _: OfThisMacro = #used;),
        (Sort::Variable, Verdict::Two) => {
            quote!(let #used = OfThisMacro; let #bound = OfAnotherMacro; let _: OfThisMacro = #used;)
        }
        (Sort::Label, verdict) => {
            let [used, bound] =
                [used, bound].map(|ident| syn::Lifetime { apostrophe: ident.span(), ident: ident.clone() });
            match verdict {
                Verdict::One => quote!(let _: OfThisMacro = #bound: { break #used OfThisMacro; };),
                Verdict::Two => quote! {
                    let _: OfThisMacro = #used: {
                        let _: OfAnotherMacro = #bound: { break #used OfThisMacro; };
                    };
                },
            }
        }
    };
    quote!(const _: fn() = || { struct OfThisMacro; struct OfAnotherMacro; #body };)
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::format_ident;

    /// Outside of a macro's run the context is what the test says.
    fn name(text: &str, context: &str) -> Name {
        Name { ident: format_ident!("{text}"), context: context.to_owned() }
    }

    fn resolved(guesses: &Guesses, bound: &[Name]) -> Option<usize> {
        let bound = bound.iter().enumerate().rev().map(|(i, name)| (name, i));
        guesses.resolve(Sort::Variable, &format_ident!("t"), bound)
    }

    #[test]
    fn the_name_of_the_same_macro_is_meant() {
        let own = Name::of(&format_ident!("t"));
        let guesses = Guesses::default();
        assert_eq!(resolved(&guesses, &[own.clone(), name("s", "")]), Some(0));
        assert!(guesses.proofs().is_empty());
        assert_eq!(resolved(&guesses, &[own, name("t", "another"), name("s", "")]), Some(0));
        let [proof] = &guesses.proofs()[..] else { panic!("one guess") };
        assert!(proof.to_string().contains("let t = OfAnotherMacro"));
    }

    #[test]
    fn a_name_of_another_macro_is_taken_if_there_is_no_other() {
        let guesses = Guesses::default();
        assert_eq!(resolved(&guesses, &[name("t", "one"), name("t", "another")]), Some(1));
        assert_eq!(resolved(&guesses, &[name("s", "")]), None);
        let [proof] = &guesses.proofs()[..] else { panic!("one guess") };
        assert!(proof.to_string().contains("let _ : OfThisMacro = t"));
    }
}
