//! Expressions that lead to memory.

use super::body::Body;
use super::code::{Binding, Code};
use super::memory::index;
use super::shape;
use crate::ir::{Atom, Brackets, Limits, Step};
use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

/// How an expression holds memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// It is the memory: a local, an element.
    Place,
    /// It is a reference to it.
    Shared,
    /// It is a `&mut` to it.
    Exclusive,
    /// It is the memory, and for who only reads a reference to it.
    Asked,
}

/// An expression, without an operator at its outside, that leads to memory.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    pub(super) tokens: TokenStream,
    pub(super) holds: Holds,
    /// The same for who only reads, where that is another expression: what is in a variant
    /// is borrowed one way or the other.
    pub(super) read: Option<TokenStream>,
}

impl Spot {
    pub(crate) fn new(tokens: impl ToTokens, holds: Holds) -> Self {
        Spot { tokens: tokens.into_token_stream(), holds, read: None }
    }

    /// What an index, a field or a method is appended to.
    pub(crate) fn prefix(&self) -> &TokenStream {
        &self.tokens
    }

    /// The memory itself.
    pub(crate) fn place(&self) -> Code {
        match self.holds {
            Holds::Place | Holds::Asked => Code::new(self.tokens.clone(), Binding::Postfix),
            Holds::Shared | Holds::Exclusive => behind_reference(&self.tokens),
        }
    }

    /// The same, where it is only read.
    pub(crate) fn read(&self) -> Code {
        match self.holds {
            Holds::Place => Code::new(self.reader().clone(), Binding::Postfix),
            Holds::Shared | Holds::Exclusive | Holds::Asked => behind_reference(self.reader()),
        }
    }

    /// What an index, a field or a method that only reads is appended to.
    pub(crate) fn reader(&self) -> &TokenStream {
        self.read.as_ref().unwrap_or(&self.tokens)
    }

    /// A reference to it.
    pub(crate) fn shared(&self) -> TokenStream {
        let tokens = self.reader();
        match self.holds {
            Holds::Place => quote!(&#tokens),
            Holds::Shared | Holds::Asked => tokens.clone(),
            Holds::Exclusive if self.read.is_some() => tokens.clone(),
            Holds::Exclusive => quote!(&*#tokens),
        }
    }

    /// A `&mut` to it.
    pub(crate) fn exclusive(&self) -> TokenStream {
        let tokens = &self.tokens;
        match self.holds {
            Holds::Place | Holds::Asked => quote!(&mut #tokens),
            Holds::Shared | Holds::Exclusive => quote!(&mut *#tokens),
        }
    }

    /// The same, where a parameter of type `&[T]` is sure to reborrow it.
    pub(crate) fn viewed(&self) -> TokenStream {
        match self.holds {
            Holds::Place => self.shared(),
            Holds::Shared | Holds::Exclusive | Holds::Asked => self.reader().clone(),
        }
    }

    /// A `&mut`, where a parameter of type `&mut [T]` is sure to reborrow it.
    pub(crate) fn lent(&self) -> TokenStream {
        match self.holds {
            Holds::Place | Holds::Asked => self.exclusive(),
            Holds::Shared | Holds::Exclusive => self.tokens.clone(),
        }
    }

    pub(crate) fn is_reference(&self) -> bool {
        self.holds == Holds::Shared
    }

    /// Whether it is a variable that owns the memory, and can be moved.
    pub(super) fn is_variable(&self) -> bool {
        self.holds == Holds::Place && self.tokens.clone().into_iter().count() == 1
    }

    /// The field of what is there.
    pub(crate) fn field(&self, field: &TokenStream) -> Spot {
        let (tokens, read) = (&self.tokens, self.read.as_ref());
        Spot { tokens: quote!(#tokens.#field), read: read.map(|read| quote!(#read.#field)), holds: Holds::Place }
    }

    pub(super) fn step(self, body: &mut Body<'_>, step: &Step) -> Spot {
        if let Step::Payload { variant, .. } = step {
            return self.payload(body, variant, step);
        }
        if let Step::Entry { at, written } = step {
            return self.entry(body, at, *written);
        }
        if let Step::Behind = step {
            return self.behind(body);
        }
        if let Step::Shadow = step {
            return self;
        }
        if let Step::Part = step {
            let (part, read) = (body.private("part"), self.shared());
            return self.asked(quote!(#part(#read)));
        }
        if let Step::AsSlice = step {
            let (whole, read) = (self.prefix(), self.reader());
            let read = Some(quote!(#read.as_slice()));
            return Spot { tokens: quote!(#whole.as_mut_slice()), read, holds: Holds::Exclusive };
        }
        if let Step::Inside = step {
            return self.inside(body);
        }
        // A value that is written where it is read is written once.
        let (step, tokens, read) = (written(body, step), self.tokens, self.read);
        Spot { tokens: quote!(#tokens #step), read: read.map(|read| quote!(#read #step)), holds: Holds::Place }
    }

    /// The same place, of which `read` is a reference that claims something of it.
    fn asked(self, read: TokenStream) -> Spot {
        let holds = if self.holds == Holds::Place { Holds::Asked } else { self.holds };
        Spot { read: Some(read), holds, ..self }
    }

    /// What an `Option` or a `Result` holds.
    pub(super) fn there(self, body: &Body<'_>) -> Spot {
        let (there, there_mut) = (body.private("there"), body.private("there_mut"));
        let (whole, read) = (self.exclusive(), self.shared());
        Spot { tokens: quote!(#there_mut(#whole)), read: Some(quote!(#there(#read))), holds: Holds::Exclusive }
    }

    /// What a `Box` holds; of anything else, that itself.
    fn behind(self, body: &Body<'_>) -> Spot {
        let krate = &body.krate;
        let of = |held: &str, whole: TokenStream| {
            let made = body.private(held);
            quote!({ use #krate::__private::{InBox as _, InItself as _}; (#made::of(#whole)).behind() })
        };
        let (whole, read) = (self.exclusive(), self.shared());
        let (tokens, read) = (of("HeldMut", whole), of("Held", read));
        Spot { tokens: quote!((#tokens)), read: Some(quote!((#read))), holds: Holds::Exclusive }
    }

    /// What a unit holds; of anything else, that itself. It is read through a `Deref`, through
    /// which nobody writes.
    fn inside(self, body: &Body<'_>) -> Spot {
        let (krate, whole, read) = (&body.krate, self.exclusive(), self.reader().clone());
        let made = body.private("UnitOr");
        let tokens = quote!(({ use #krate::__private::{InOther as _, InUnit as _}; (#made::of(#whole)).inside() }));
        Spot { tokens, read: Some(read), holds: Holds::Exclusive }
    }

    /// An entry of data that is indexed by integers alone, which the functions prove.
    fn entry(self, body: &mut Body<'_>, at: &[Atom], written: Brackets) -> Spot {
        let (entry, entry_mut) = (body.private("entry"), body.private("entry_mut"));
        let at: Vec<_> = at.iter().map(|i| index(body, *i).tokens).collect();
        let at = match written {
            Brackets::Plain | Brackets::Own => quote!(#(#at)*),
            Brackets::Tuple => quote!((#(#at),*)),
            Brackets::Array => quote!([#(#at),*]),
            Brackets::Nth => {
                let nth = body.private("Nth");
                quote!(#nth(#(#at)*))
            }
        };
        let (whole, read) = (self.exclusive(), self.shared());
        Spot {
            tokens: quote!(#entry_mut(#whole, #at)),
            read: Some(quote!(#entry(#read, #at))),
            holds: Holds::Exclusive,
        }
    }

    /// What a variant holds. That it is the variant has been tested where the user has.
    ///
    /// ```text
    /// match &mut shape { Shape::Circle { r: inside, .. } => inside, _ => no_variant() }
    /// match &mut shape { Shape::Rect(_, inside, ..) => inside, _ => no_variant() }
    /// ```
    fn payload(self, body: &Body<'_>, variant: &str, step: &Step) -> Spot {
        if variant.is_empty() {
            return self.there(body);
        }
        let variant = with_krate(body, shape::length(variant));
        let (inside, other) = (Ident::new("__inside", Span::mixed_site()), body.private("no_variant"));
        let pattern = if let Some(position) = step.position() {
            let before = (0..position).map(|_| quote!(_,));
            quote!(#variant(#(#before)* #inside, ..))
        } else {
            let field = shape::length(super::memory::name_of(step));
            quote!(#variant { #field: #inside, .. })
        };
        let of = |whole: TokenStream| quote!((match #whole { #pattern => #inside, _ => #other() }));
        Spot { tokens: of(self.exclusive()), read: Some(of(self.shared())), holds: Holds::Exclusive }
    }
}

fn behind_reference(tokens: &TokenStream) -> Code {
    Code::new(quote!(*#tokens), Binding::Prefix)
}

/// `[i]`, `.0`, `.k`.
fn written(body: &mut Body<'_>, step: &Step) -> TokenStream {
    match step {
        Step::Index(i) => {
            let i = index(body, *i).tokens;
            quote!([#i])
        }
        Step::Range { from, to, limits } => {
            let [from, to] = [from, to].map(|end| end.map(|end| index(body, end).at_least(Binding::Or)));
            match limits {
                Limits::HalfOpen => quote!([#from..#to]),
                Limits::Closed => quote!([#from..=#to]),
            }
        }
        Step::Field(i) => {
            let i = Literal::usize_unsuffixed(*i);
            quote!(.#i)
        }
        Step::Named(name) => {
            let name = shape::length(name);
            quote!(.#name)
        }
        Step::Entry { .. }
        | Step::Payload { .. }
        | Step::Behind
        | Step::Inside
        | Step::AsSlice
        | Step::Shadow
        | Step::Part => {
            unreachable!("a function or a `match` leads there")
        }
    }
}

/// A path that may begin in this crate.
pub(super) fn with_krate(body: &Body<'_>, path: TokenStream) -> TokenStream {
    let tokens = path.into_iter().map(|token| match &token {
        TokenTree::Ident(ident) if ident == "__autodiff_crate" => body.krate.clone(),
        _ => token.into(),
    });
    tokens.collect()
}
