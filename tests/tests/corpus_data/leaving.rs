//! What leaves vectors of which only their uses tell what is in them.

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Debug, Differentiable)]
struct Sample {
    t: f64,
    w: f64,
}

#[derive(Clone, Debug, Differentiable)]
struct Log {
    samples: Vec<Sample>,
    rows: Vec<Vec<f64>>,
    xs: Vec<f64>,
}

#[grad(hvp)]
impl Log {
    fn drained(&self, k: f64) -> f64 {
        let mut samples = self.samples.clone();
        let mut sum = 0.0;
        for s in samples.drain(1..=2) {
            sum += s.t * s.w * k;
        }
        let mut xs = self.xs.clone();
        let rest: Vec<f64> = xs.drain(1..).collect();
        let all: f64 = xs.drain(..).map(|x| x * k).sum();
        sum * samples[1].w + rest[0] * rest[2] * all
    }

    fn split(&self, k: f64) -> f64 {
        let mut front = self.samples.clone();
        let mut back = front.split_off(2);
        back.append(&mut front);
        let mut xs = self.xs.clone();
        let ys = xs.split_off(1);
        back[0].t * back[3].w * xs[0] * ys[2] * k
    }

    fn thinned(&self, k: f64) -> f64 {
        let mut samples = self.samples.clone();
        samples.sort_by(|a, b| a.t.partial_cmp(&b.t).unwrap());
        samples.dedup_by(|next, last| {
            let is_near = next.t - last.t < 0.25;
            if is_near {
                last.w += next.w * k;
            }
            is_near
        });
        let mut xs = vec![k, k, self.xs[0], self.xs[0], k];
        xs.dedup();
        samples.iter().map(|s| s.w * s.t).sum::<f64>() * xs[2] + xs[1]
    }

    /// That the rows are vectors shows after some of them are gone.
    fn rows(&self, k: f64) -> f64 {
        let mut rows = self.rows.clone();
        rows.retain(|row| row.len() > 1);
        rows.truncate(2);
        rows.push(vec![k; 2]);
        let flat = rows.concat();
        rows.iter().flatten().map(|x| x * x).sum::<f64>() + flat[0] * flat[4]
    }
}

#[test]
fn leaving() {
    let sample = |t: f64, w: f64| Sample { t, w };
    let log = Log {
        samples: vec![sample(0.3, 1.0), sample(0.1, 0.5), sample(0.9, 0.7), sample(0.6, 0.2)],
        rows: vec![vec![1.0, 0.5], vec![0.4], vec![0.3, 0.2, 0.7], vec![0.8, 0.1]],
        xs: vec![0.5, 0.1, 0.7, 0.2],
    };
    check!(Log::drained(&log, 0.6), hvp);
    check!(Log::split(&log, 0.6), hvp);
    check!(Log::thinned(&log, 0.6), hvp);
    check!(Log::rows(&log, 0.6), hvp);
}
