//! Side tables: something about some of a function's values. A value is a number, so
//! that a table is a list.

use super::Value;

/// What is known of some values.
#[derive(Clone, Debug)]
pub(crate) struct Table<T>(Vec<Option<T>>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table(Vec::new())
    }
}

impl<T> Table<T> {
    pub(crate) fn get(&self, value: Value) -> Option<&T> {
        self.0.get(value.index())?.as_ref()
    }

    pub(crate) fn contains(&self, value: Value) -> bool {
        self.get(value).is_some()
    }

    pub(crate) fn insert(&mut self, value: Value, entry: T) {
        if self.0.len() <= value.index() {
            self.0.resize_with(value.index() + 1, || None);
        }
        self.0[value.index()] = Some(entry);
    }
}

/// Some values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Set {
    contains: Vec<bool>,
    count: usize,
}

impl Set {
    pub(crate) fn contains(&self, value: Value) -> bool {
        self.contains.get(value.index()).is_some_and(|contains| *contains)
    }

    pub(crate) fn insert(&mut self, value: Value) {
        if self.contains.len() <= value.index() {
            self.contains.resize(value.index() + 1, false);
        }
        let contains = &mut self.contains[value.index()];
        self.count += usize::from(!*contains);
        *contains = true;
    }

    pub(crate) fn len(&self) -> usize {
        self.count
    }
}

impl Extend<Value> for Set {
    fn extend<I: IntoIterator<Item = Value>>(&mut self, values: I) {
        values.into_iter().for_each(|value| self.insert(value));
    }
}

impl FromIterator<Value> for Set {
    fn from_iter<I: IntoIterator<Item = Value>>(values: I) -> Self {
        let mut set = Set::default();
        set.extend(values);
        set
    }
}
