//! A convolution of an image with a kernel of fixed size, padded with zeros.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn image_convolution(image: &[f64], width: usize, kernel: &[[f64; 3]; 3]) -> Vec<f64> {
    let height = image.len() / width;
    let mut out = Vec::with_capacity(image.len());
    for y in 0..height as isize {
        for x in 0..width as isize {
            let mut sum = 0.0;
            for dy in -1..=1 {
                for dx in -1..=1 {
                    let (sy, sx) = (y + dy, x + dx);
                    if sy < 0 || sx < 0 || sy >= height as isize || sx >= width as isize {
                        continue;
                    }
                    sum += kernel[(dy + 1) as usize][(dx + 1) as usize] * image[sy as usize * width + sx as usize];
                }
            }
            out.push(sum);
        }
    }
    out
}

pub const POINTS: &[(&[f64], usize, [[f64; 3]; 3])] = &[
    (&[1.0, 0.5, -0.2, 0.8], 2, [[0.1, 0.2, -0.1], [0.4, 1.0, 0.3], [-0.2, 0.5, 0.6]]),
    (&[0.7, -0.4, 1.1], 3, [[0.3, -0.5, 0.2], [0.1, 0.8, -0.4], [0.6, 0.0, 0.9]]),
    (&[], 1, [[0.3, -0.5, 0.2], [0.1, 0.8, -0.4], [0.6, 0.0, 0.9]]),
];
