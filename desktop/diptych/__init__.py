"""Read, translate and summarise articles side by side, offline."""
