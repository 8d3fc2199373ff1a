"""Notes in the window: the list, the form, the marks in the text and beside it."""
