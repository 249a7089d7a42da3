// Package web answers people and programs over HTTP: pages rendered on the
// server, and the same answers as JSON under /api/v1.
//
// Everything is derived from the stores that a [Server] is given; between
// requests web only remembers what is dear to make of the log, and forgets it as
// soon as the log grows (shelf.go). Every URL is one line of the table in server.go. A
// page and its API resource share one function (home.go, claims.go, …): it
// reads the parameters, asks the stores and fills one struct, which encodes to
// JSON and which the page's template shows. Fields that only pages need are
// marked json:"-".
//
// To add a page: a file with its struct and its answer function, a folder
// pages/NAME with NAME.html and NAME.css, and a line in the table of routes;
// the tests execute the template, look at its structure and want the route
// described. A parameter that several pages know stands in params.go.
//
// Files that are to be added come in batches (batch.go), which wait in the inbox of
// the store until they are read (intake.go); that is the one thing web keeps on
// disk, and it is gone when all is read but for the manifests of the last day.
//
// Parameters that a route does not know are refused by the API (400, with the
// known ones), because a misspelt filter would silently answer something else;
// pages go on and say in a note that they were ignored.
//
// Pages work without script and under a strict content security policy: no
// inline script or style, nothing from elsewhere. Texts of documents are
// hostile: they are escaped by html/template, isolated in direction, and never
// served as HTML.
package web
