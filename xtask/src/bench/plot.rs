//! The plot of the generator: what each service takes, against the size of its model, both on logarithmic scales.

use std::fmt::Write;

/// A service.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    /// The bytes of its model.
    pub(super) size: f64,
    pub(super) seconds: f64,
}

/// What a straight line says of points: a start, and the seconds of each further byte.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) start: f64,
    pub(super) each: f64,
}

impl Line {
    /// The line whose errors are the least in proportion to the points, so that large services do not count for more.
    pub(super) fn through(points: &[Point]) -> Self {
        // The sums of least squares, each point divided by its seconds.
        let [mut ones, mut sizes, mut squares, mut of_ones, mut of_sizes] = [0.0; 5];
        for Point { size, seconds } in points {
            let (one, size) = (1.0 / seconds, size / seconds);
            ones += one * one;
            sizes += one * size;
            squares += size * size;
            of_ones += one;
            of_sizes += size;
        }
        let determinant = ones * squares - sizes * sizes;
        Self {
            start: (of_ones * squares - of_sizes * sizes) / determinant,
            each: (of_sizes * ones - of_ones * sizes) / determinant,
        }
    }

    fn at(self, size: f64) -> f64 {
        self.start + self.each * size
    }
}

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 400.0;
const MARGIN: f64 = 60.0;
/// The ends of the scales, as powers of ten: bytes and seconds.
const SIZES: [f64; 2] = [3.5, 7.5];
const SECONDS: [f64; 2] = [-2.0, 1.0];

fn x(size: f64) -> f64 {
    let share = (size.log10() - SIZES[0]) / (SIZES[1] - SIZES[0]);
    MARGIN + share.clamp(0.0, 1.0) * (WIDTH - 1.5 * MARGIN)
}

fn y(seconds: f64) -> f64 {
    // A line may begin below nothing.
    let share = (seconds.max(1e-9).log10() - SECONDS[0]) / (SECONDS[1] - SECONDS[0]);
    HEIGHT - MARGIN - share.clamp(0.0, 1.0) * (HEIGHT - 1.5 * MARGIN)
}

/// Draws these services, and the line.
pub(super) fn draw(points: &[Point], line: Line) -> String {
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <title>Time of the generator against the size of the model</title>\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n"
    );
    axes(&mut svg);
    for point in points {
        let _ = writeln!(
            svg,
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"2.5\" fill=\"#2a7\" fill-opacity=\"0.6\"/>",
            x(point.size),
            y(point.seconds)
        );
    }
    // A straight line is a curve on these scales.
    let steps = (0..=40).map(|step| SIZES[0] + (SIZES[1] - SIZES[0]) * f64::from(step) / 40.0);
    let steps = steps.map(|power| {
        let size = 10_f64.powf(power);
        format!("{:.1},{:.1}", x(size), y(line.at(size)))
    });
    let steps: Vec<String> = steps.collect();
    let _ = writeln!(
        svg,
        "<polyline points=\"{}\" fill=\"none\" stroke=\"#c55\"/>\n\
         <text x=\"{}\" y=\"{}\" fill=\"#c55\">{:.0} ms, and {:.0} ms for each megabyte of the model</text>\n</svg>",
        steps.join(" "),
        MARGIN + 12.0,
        MARGIN,
        line.start * 1e3,
        line.each * 1e9
    );
    svg
}

/// Draws the scales.
fn axes(svg: &mut String) {
    let (bottom, right) = (HEIGHT - MARGIN, WIDTH - MARGIN / 2.0);
    for (size, text) in [
        (1e4, "10 kB"),
        (1e5, "100 kB"),
        (1e6, "1 MB"),
        (1e7, "10 MB"),
    ] {
        let at = x(size);
        let _ = writeln!(
            svg,
            "<path d=\"M{at:.1} {:.1}V{bottom}\" stroke=\"#ddd\"/>\
             <text x=\"{at:.1}\" y=\"{}\" text-anchor=\"middle\" fill=\"#555\">{text}</text>",
            MARGIN / 2.0,
            bottom + 18.0
        );
    }
    for (seconds, text) in [
        (1e-2, "10 ms"),
        (1e-1, "100 ms"),
        (1.0, "1 s"),
        (10.0, "10 s"),
    ] {
        let at = y(seconds);
        let _ = writeln!(
            svg,
            "<path d=\"M{MARGIN} {at:.1}H{right}\" stroke=\"#ddd\"/>\
             <text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"#555\">{text}</text>",
            MARGIN - 6.0,
            at + 4.0
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_goes_through_points_that_are_on_one() {
        let points = [1e4, 1e5, 3e5, 1e7].map(|size| Point {
            size,
            seconds: 0.01 + size * 2e-7,
        });
        let line = Line::through(&points);
        assert!((line.start - 0.01).abs() < 1e-9, "{line:?}");
        assert!((line.each - 2e-7).abs() < 1e-12, "{line:?}");
        let svg = draw(&points, line);
        assert_eq!(svg.matches("<circle").count(), 4);
        let below = Line {
            start: -1.0,
            each: 1e-6,
        };
        assert!(!draw(&points, below).contains("NaN"));
        assert!(svg.contains("10 ms, and 200 ms for each megabyte"), "{svg}");
    }
}
