use super::*;
use alloc::vec;

#[test]
fn rows_and_columns_are_where_they_belong() {
    let mut matrix = [0.0; 6];
    write_column(&mut matrix, (3, 1), &(1.0, [2.0]));
    let next = write_row(&mut matrix, 3, &5.0);
    assert_eq!((next, matrix), (4, [0.0, 1.0, 0.0, 5.0, 2.0, 0.0]));
    let along_pair: [(f64, f64); 2] = block(&matrix, (3, 0), &[0.0; 2], &(0.0, 0.0));
    assert_eq!(along_pair, [(0.0, 1.0), (5.0, 2.0)]);
    let along_last: Vec<Vec<f64>> = block(&matrix, (3, 2), &vec![0.0; 2], &vec![0.0]);
    assert_eq!(along_last, [[0.0], [0.0]]);
}

#[test]
fn several_rows_or_columns_are_where_they_belong() {
    let mut matrix = [0.0; 6];
    write_columns::<2, _>(&mut matrix, (3, 2), &[Lanes([1.0, 9.0]), Lanes([2.0, 9.0])]);
    assert_eq!(matrix, [0.0, 0.0, 1.0, 0.0, 0.0, 2.0]);
    let next = write_rows::<4, _>(&mut matrix, (3, 0), &[Lanes([3.0, 4.0, 9.0, 9.0]), Lanes([5.0, 6.0, 9.0, 9.0])]);
    assert_eq!((next, matrix), (2, [3.0, 5.0, 1.0, 4.0, 6.0, 2.0]));
}

#[test]
fn what_is_below_the_diagonal_is_above_it() {
    let mut matrix = [1.0, 9.0, 2.0, 3.0];
    mirror(&mut matrix, 2);
    assert_eq!(matrix, [1.0, 2.0, 2.0, 3.0]);
}

#[test]
#[should_panic(expected = "a matrix of 2 rows and 3 columns is not 5 numbers")]
fn a_slice_has_room_for_all() {
    assert_cells(&[0.0; 5], 2, 3);
}
