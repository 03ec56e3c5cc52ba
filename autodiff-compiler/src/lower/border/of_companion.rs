//! A companion as a function that has companions itself.

use super::signature::{Declared, DeclaredForm, Signature};
use crate::ir::{Func, Kind, Shape};
use proc_macro2::TokenStream;
use quote::format_ident;

impl Signature {
    /// The signature of a companion of this function, whose own parameters come first; `ty` gives
    /// the types of the others and of the result.
    pub(crate) fn of_companion(&self, func: &Func, ty: &dyn Fn(&Shape<Kind>) -> TokenStream) -> Signature {
        let added = func.params.iter().skip(self.params.len()).map(|param| {
            let shape = param.form.shape().expect("what is added to the function's own is a derivative");
            let shape = shape.map(&mut |w| func.kind(*w));
            let form = DeclaredForm::Scalars { ty: ty(&shape), shape };
            Declared { name: param.name.clone(), form, role: param.role, receiver: None }
        });
        let result_ty = ty(&func.result);
        Signature {
            name: func.name.clone(),
            ident: format_ident!("{}", func.name, span = self.ident.span()),
            params: self.params.iter().cloned().chain(added).collect(),
            result: func.result.clone(),
            declared: Some(func.result.clone()),
            result_ty,
            ..self.clone()
        }
    }
}
