package export

// SVG is a drawing of claims in order of time. Who exports lays it out from all
// of them, as one piece.
var SVG = Format{
	Name: "svg", Title: "SVG", Says: "the drawing of the timeline, for papers and slides", MediaType: "image/svg+xml", Extension: ".svg", Drawn: true,
}
