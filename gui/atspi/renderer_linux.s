// A package with a function that another one has the body of wants a file of this kind, even an empty one.
