//! Tables for people.

use std::fmt;

/// Rows of cells, the first of which is the head.
pub(crate) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new<const N: usize>(head: [&str; N]) -> Self {
        Self {
            rows: vec![head.map(str::to_owned).to_vec()],
        }
    }

    /// Adds a row. What could confuse a terminal is left out, and an empty cell is a dash.
    pub(crate) fn row<const N: usize>(&mut self, cells: [String; N]) {
        let clean = |cell: String| match cell.replace(|c: char| c.is_control(), "") {
            cell if cell.is_empty() => "-".to_owned(),
            cell => cell,
        };
        self.rows.push(cells.map(clean).to_vec());
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.rows[0].len()).map(width).collect();
        for row in &self.rows {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                line += &format!("{cell:width$}  ");
            }
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// An optional value as a cell.
pub(crate) fn cell(value: Option<impl fmt::Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
