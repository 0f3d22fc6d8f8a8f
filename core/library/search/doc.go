// Package search is the language of the search field: it takes what a person types apart into what clips are to meet, and says where its words are while they are typed.
//
// The rules of this room:
//   - It is pure: it asks no disk and no index. Days and months begin where the person is.
//   - Nothing that is typed is an error. What is not understood is looked for as it is, and what does not say yet what it asks for asks for nothing.
//   - What becomes a part of a query of the index is cut into words first, so that nothing in it can end the query's quotes.
package search
