"""Files the program reads: icons, themes, starter packs and the sample story."""
