//! What operators give that is run through in place, elements with their
//! numbers, and choices of arrays.

use autodiff::{check, grad};
use ndarray::{Array1, Array2, Ix1, SliceInfo, SliceInfoElem, array};

#[grad(hvp)]
fn squares(w: &Array1<f64>, y: &Array1<f64>) -> f64 {
    (w - y).iter().map(|r| r * r).sum::<f64>() + (w * y).iter().sum::<f64>()
}

#[grad(hvp)]
fn folded(w: &Array1<f64>, y: &Array1<f64>) -> f64 {
    let mut total = (w * y).iter().fold(0.0, |a, b| a + b * b);
    for r in (w / y).iter() {
        total += r.sin();
    }
    total + (w + y).into_iter().map(|v| v.exp()).sum::<f64>()
}

#[grad(hvp)]
fn spread(w: &Array1<f64>, y: &Array2<f64>) -> f64 {
    (w * y).sum() + (y * w).mapv(|v| v * v).sum()
}

#[grad(hvp)]
fn model(w: &Array1<f64>, #[constant] x: &Array2<f64>) -> f64 {
    let p = x.dot(w) + w[w.len() - 1];
    p.iter().map(|p| p.exp()).sum()
}

#[test]
fn run_through() {
    let (a, b) = (array![1.0, 2.0], array![0.4, 3.0]);
    check!(squares(&a, &b), hvp);
    check!(folded(&a, &b), hvp);
    check!(spread(&a, &array![[1.0, 3.0], [0.3, -0.4]]), hvp);
    check!(
        model(
            &array![0.1, 0.2],
            #[constant]
            &array![[1.0, 2.0], [3.0, 0.2]]
        ),
        hvp
    );
}

#[grad(hvp)]
fn weighted(w: &Array2<f64>, v: &Array1<f64>) -> f64 {
    let mut total = 0.0;
    for ((i, j), x) in w.indexed_iter() {
        total += x * x * ((i + 2 * j) as f64);
    }
    total
        + v.indexed_iter().map(|(i, x)| x.exp() * (i as f64 + 1.0)).sum::<f64>()
        + w.indexed_iter().filter(|((i, j), _)| i == j).map(|(_, x)| x.sin()).sum::<f64>()
}

#[test]
fn numbered() {
    check!(weighted(&array![[1.0, 2.0], [3.0, 0.5], [0.2, 0.1]], &array![0.3, 0.2]), hvp);
}

/// What `s![..n]` is, which a crate that forbids unsafe code cannot write.
fn up_to(n: usize) -> SliceInfo<[SliceInfoElem; 1], Ix1, Ix1> {
    SliceInfo::try_from([SliceInfoElem::from(..n)]).unwrap()
}

/// The weights and the intercept, if there is one.
#[grad]
fn parts(whole: bool, w: &Array1<f64>) -> (Array1<f64>, f64) {
    if whole {
        (w.to_owned(), 0.0)
    } else {
        let n = w.len() - 1;
        (w.slice(up_to(n)).to_owned(), w[n])
    }
}

/// What is changed in place may be of an array whose type is not written.
#[grad]
fn changed(x: &Array2<f64>, p: &Array1<f64>, y: &Array1<f64>) -> f64 {
    let yz = x.dot(&p.view().into_shape_with_order((p.len(), 1)).unwrap()) + 0.3;
    let len = yz.len();
    let mut yz = yz.into_shape_with_order(len).unwrap() * y;
    yz.mapv_inplace(|v| v * v);
    yz.sum()
}

#[test]
fn chosen_and_changed() {
    check!(parts(true, &array![1.0, 2.0, 0.3]));
    check!(parts(false, &array![1.0, 2.0, 0.3]));
    check!(changed(&array![[1.0, 2.0], [3.0, 1.0]], &array![0.3, 0.4], &array![1.0, 2.0]));
}
