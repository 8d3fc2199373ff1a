"""What a text says that languages share: numbers, times, dates, names, quotations."""
