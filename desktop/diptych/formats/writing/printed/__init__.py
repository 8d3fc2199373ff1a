"""The copy as pages of paper: what is printed, and what is added to a PDF after printing."""
