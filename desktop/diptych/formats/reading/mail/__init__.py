"""E-mail, mailboxes, and pages that browsers save as mail."""
