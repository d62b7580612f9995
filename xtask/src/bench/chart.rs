//! The chart: a bar for each ratio to the official crate, on a logarithmic scale.

use std::fmt::Write;

use super::row::Row;

const LINE: f64 = 22.0;
const TEXT: f64 = 400.0;
const BARS: f64 = 420.0;
/// How many times the scale goes to, and from its inverse.
const LARGEST: f64 = 64.0;

/// Draws these rows.
pub(super) fn draw<'a>(rows: impl Iterator<Item = &'a Row>) -> String {
    let bars: Vec<(&str, f64)> = rows
        .filter_map(|row| Some((row.what.as_str(), row.ratio()?)))
        .collect();
    let height = LINE * (bars.len() as f64 + 2.0);
    let width = TEXT + BARS + 60.0;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <title>How many times less than the official crate</title>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n"
    );
    for times in [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0] {
        let x = TEXT + position(times);
        let _ = writeln!(svg, "<path d=\"M{x:.1} {LINE}V{height}\" stroke=\"#ddd\"/>");
        let _ = writeln!(
            svg,
            "<text x=\"{x:.1}\" y=\"15\" text-anchor=\"middle\" fill=\"#555\">{times}×</text>"
        );
    }
    for (index, (what, ratio)) in bars.iter().enumerate() {
        bar(&mut svg, LINE * (index as f64 + 1.5), what, *ratio);
    }
    svg.push_str("</svg>\n");
    svg
}

fn bar(svg: &mut String, y: f64, what: &str, ratio: f64) {
    let (one, end) = (TEXT + position(1.0), TEXT + position(ratio));
    let (x, width) = (one.min(end), (end - one).abs());
    let colour = if ratio >= 1.0 { "#2a7" } else { "#c55" };
    let what = what.replace('&', "&amp;").replace('<', "&lt;");
    let _ = writeln!(
        svg,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{what}</text>",
        TEXT - 50.0,
        y + 13.0
    );
    let _ = writeln!(
        svg,
        "<rect x=\"{x:.1}\" y=\"{y}\" width=\"{width:.1}\" height=\"16\" fill=\"{colour}\"/>"
    );
    let _ = writeln!(
        svg,
        "<text x=\"{:.1}\" y=\"{}\">{ratio:.2}×</text>",
        one.max(end) + 5.0,
        y + 13.0
    );
}

/// Where a ratio is, from the left of the bars; there is some room for less than one.
fn position(ratio: f64) -> f64 {
    let share = ratio.clamp(0.5, LARGEST).log2() / LARGEST.log2();
    share * (BARS - 40.0)
}

#[cfg(test)]
mod tests {
    use super::super::row::Unit;
    use super::*;

    #[test]
    fn a_row_with_a_ratio_is_a_bar() {
        let row = Row::alone("a < b", Unit::Count, 1.0);
        assert!(!draw([&row].into_iter()).contains("a &lt; b"));
        let row = Row::official("a < b", Unit::Count, 1.0, 4.0);
        let svg = draw([&row].into_iter());
        assert!(svg.contains("a &lt; b") && svg.contains("4.00×"), "{svg}");
        assert_eq!(svg.matches("fill=\"#2a7\"").count(), 1, "{svg}");
    }
}
