"""Use cases: open, detect, translate, summarise, annotate, save. No Qt."""
