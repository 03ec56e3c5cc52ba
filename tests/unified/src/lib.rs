//! Nothing: the package is its manifest.
