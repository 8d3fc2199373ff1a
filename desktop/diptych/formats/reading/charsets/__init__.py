"""From bytes to characters: which encoding a file is in, and how sure that is."""
