//! Where a name still means the variable that a `let` has bound.
//!
//! What a function returns is guessed from how the variable is used that holds
//! it, so a use of another variable of the same name must not count.
//!
//! ```text
//! of `w`:  f(w); { let w = [0.0; w]; w[0] } w.len()      what the `let` is followed by
//!          f(w); { let w = [0.0; w]; } w.len()           what is left of it
//! ```

use super::hygiene::is_same;
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

/// The code without the parts in which something else has this name.
pub(crate) fn visible(code: TokenStream, name: &Ident) -> TokenStream {
    let tokens: Vec<TokenTree> = code.into_iter().collect();
    let mut scan = Scan { tokens: &tokens, name, at: 0, arm: 0, out: Vec::new() };
    while scan.at < tokens.len() {
        scan.step();
    }
    scan.out.into_iter().collect()
}

/// One sequence of tokens, between two brackets.
struct Scan<'t> {
    tokens: &'t [TokenTree],
    name: &'t Ident,
    at: usize,
    /// The length of `out` when the match arm began that this may be.
    arm: usize,
    out: Vec<TokenTree>,
}

impl Scan<'_> {
    fn step(&mut self) {
        match &self.tokens[self.at] {
            TokenTree::Ident(word) if word == "let" => self.binding(),
            TokenTree::Ident(word) if word == "for" => self.iteration(),
            TokenTree::Ident(word) if word == "fn" => self.at = self.past_block(self.at),
            TokenTree::Punct(bar) if bar.as_char() == '|' && self.begins_closure() => self.closure(),
            TokenTree::Punct(equals) if equals.as_char() == '=' && self.is_punct(self.at + 1, '>') => self.arm(),
            _ => self.keep(),
        }
    }

    /// Keeps a token, of a group what is visible in it.
    fn keep(&mut self) {
        let kept = match &self.tokens[self.at] {
            TokenTree::Group(group) => {
                TokenTree::Group(Group::new(group.delimiter(), visible(group.stream(), self.name)))
            }
            token => token.clone(),
        };
        let ends_arm = self.is_punct(self.at, ',') || self.is_block(self.at);
        self.out.push(kept);
        self.at += 1;
        if ends_arm {
            self.arm = self.out.len();
        }
    }

    fn keep_until(&mut self, end: usize) {
        while self.at < end {
            self.keep();
        }
    }

    /// `let w = e; ..` hides everything after it, `if let w = e { .. }` the
    /// block.
    fn binding(&mut self) {
        let is_equals = |i: usize| self.is_punct(i, '=') && !self.is_punct(i - 1, '.');
        let value = self.find(self.at, |i| is_equals(i) || self.is_punct(i, ';'));
        if !mentions(&self.tokens[self.at..value], self.name) {
            return self.keep();
        }
        let of_condition = self.at > 0
            && match &self.tokens[self.at - 1] {
                TokenTree::Ident(word) => word == "if" || word == "while",
                TokenTree::Punct(and) => and.as_char() == '&',
                _ => false,
            };
        self.at = value;
        if of_condition {
            self.keep_until(self.find(value, |i| self.is_block(i)));
            self.at += 1;
        } else {
            self.keep_until(self.find(value, |i| self.is_punct(i, ';')));
            self.at = self.tokens.len();
        }
    }

    /// `for w in e { .. }`
    fn iteration(&mut self) {
        let source = self.find(self.at, |i| matches!(&self.tokens[i], TokenTree::Ident(word) if word == "in"));
        if !mentions(&self.tokens[self.at..source], self.name) {
            return self.keep();
        }
        self.at = source;
        self.keep_until(self.find(source, |i| self.is_block(i)));
        self.at += 1;
    }

    fn begins_closure(&self) -> bool {
        match self.at.checked_sub(1).map(|before| &self.tokens[before]) {
            None => true,
            Some(TokenTree::Punct(before)) => matches!(before.as_char(), ',' | '=' | '>' | ';'),
            Some(TokenTree::Ident(before)) => before == "move" || before == "return",
            Some(_) => false,
        }
    }

    /// `|w| ..`
    fn closure(&mut self) {
        let body = self.find(self.at + 1, |i| self.is_punct(i, '|')) + 1;
        if body > self.tokens.len() || !mentions(&self.tokens[self.at..body], self.name) {
            return self.keep();
        }
        self.at = self.past_body(body);
    }

    /// `w => ..`, where the pattern is kept already.
    fn arm(&mut self) {
        let is_guard = |token: &TokenTree| matches!(token, TokenTree::Ident(word) if word == "if");
        let pattern = self.out[self.arm..].split(is_guard).next().unwrap_or_default();
        if mentions(pattern, self.name) {
            self.out.truncate(self.arm);
            self.at = self.past_body(self.at + 2);
        } else {
            self.keep();
            self.keep();
        }
    }

    /// Where the body of a closure or an arm ends.
    fn past_body(&self, body: usize) -> usize {
        if self.is_block(body) {
            return body + 1;
        }
        self.find(body, |i| self.is_punct(i, ',') || self.is_punct(i, ';'))
    }

    fn past_block(&self, from: usize) -> usize {
        (self.find(from, |i| self.is_block(i)) + 1).min(self.tokens.len())
    }

    fn find(&self, from: usize, fits: impl Fn(usize) -> bool) -> usize {
        (from..self.tokens.len()).find(|i| fits(*i)).unwrap_or(self.tokens.len())
    }

    fn is_punct(&self, at: usize, c: char) -> bool {
        matches!(self.tokens.get(at), Some(TokenTree::Punct(p)) if p.as_char() == c)
    }

    fn is_block(&self, at: usize) -> bool {
        matches!(self.tokens.get(at), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace)
    }
}

fn mentions(tokens: &[TokenTree], name: &Ident) -> bool {
    tokens.iter().any(|token| match token {
        TokenTree::Ident(ident) => is_same(ident, name),
        TokenTree::Group(group) => mentions(&group.stream().into_iter().collect::<Vec<_>>(), name),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::format_ident;

    fn check(code: &str, left: &str) {
        let [code, left] = [code, left].map(|text| text.parse::<TokenStream>().expect("tokens"));
        assert_eq!(visible(code, &format_ident!("w")).to_string(), left.to_string());
    }

    #[test]
    fn what_has_the_name_is_left() {
        for code in ["f(w, |x| w[x]); for i in w { w[i] }", "match w { v if w[0] > v => w, _ => 1 | 2 }", "if w {}"] {
            check(code, code);
        }
    }

    #[test]
    fn what_something_else_hides_is_gone() {
        check("{ let w = w[0]; w.len() } w", "{ = w[0] } w");
        check("{ let (mut v, w): (f64, f64) = w; w } w", "{ = w } w");
        check("for w in w { w[0] } w", "in w w");
        check("if let 0..=3 = w { w }", "if let 0..=3 = w { w }");
        check("if let w = 3 { w } else { w }", "if = 3 else { w }");
        check("f(|w| w[0], w)", "f(, w)");
        check("match e { (w, 1) if w[0] > 1.0 => { w } v => w }", "match e { v => w }");
        check("match e { w => w[0], v => w }", "match e { , v => w }");
        check("fn w(w: f64) -> f64 { w } w", "w");
        check("let w;", "");
    }
}
