"""PDF files: what stands where on their pages, and the text that this makes."""
