//! The signature of a closure that is a value.

use super::signature::{Declared, DeclaredForm, Signature};
use super::vectors::Vectors;
use crate::lower::state::neighbours::Neighbours;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

impl Signature {
    /// That of a closure in the function.
    pub(crate) fn of_closure(&self, krate: &TokenStream, closure: &crate::lower::ClosureCode) -> Signature {
        let func = &closure.func;
        let params = func.params.iter().map(|param| {
            let shape = param.form.shape().expect("it is a value").map(&mut |w| func.kind(*w));
            let form = DeclaredForm::Scalars { ty: quote!(_), shape };
            Declared { name: param.name.clone(), form, role: param.role, receiver: None }
        });
        Signature {
            name: func.name.clone(),
            ident: Ident::new(&func.name, closure.span),
            vis: quote!(),
            attrs: quote!(),
            generics: quote!(),
            where_clause: quote!(),
            functions: Vec::new(),
            krate: krate.clone(),
            imports: quote!(),
            floats: self.floats.clone(),
            vectors: Vectors::default(),
            bounded: self.bounded,
            open_types: Vec::new(),
            generic_arguments: quote!(),
            gives_function: false,
            is_associated: self.is_associated,
            neighbours: Neighbours::default(),
            params: params.collect(),
            result: func.result.clone(),
            takes_self: false,
            mentions_imports: self.mentions_imports,
            result_ty: quote!(_),
            fallible: None,
            declared: None,
            other_name: None,
            is_complete: true,
        }
    }
}
