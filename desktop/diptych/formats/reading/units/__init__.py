"""Files of units with their own names: subtitles, translations, messages of programs."""
