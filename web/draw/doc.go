// Package draw lays out the drawings of the pages: where each thing stands, to
// the pixel, and the SVG that shows it. It is derived from nothing but the values
// that a page hands over and knows no page, store, clock or font: the same values
// give the same bytes, which the golden files in testdata hold.
//
// [LayTimeline] puts marks into lanes over the years, with connectors between
// them; [LaySteps] draws a staircase of values that held one after the other, with
// dots for what was said of them; [LayBars] draws counts. Each layout is a value
// with a method SVG, which gives the element for a page that has the style, and
// each drawing has an equivalent on its page, a list or a table, that says the same.
//
// Marks of a lane never touch, every mark is large enough for a finger, and looks
// are classes, so that style sheets choose colours and never sizes. Texts come
// from documents and are hostile: they are only ever text.
//
// To add a drawing: a file with its layout as a pure function and its template
// beside it, a file of golden cases, and a property test that holds its marks
// inside its box.
package draw
