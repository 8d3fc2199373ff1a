"""What is wrong with a translated segment, by cheap tests that explain themselves."""
