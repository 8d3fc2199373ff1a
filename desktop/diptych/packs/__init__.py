"""Language packs: found, checked, installed and removed."""
