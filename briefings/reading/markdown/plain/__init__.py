"""A quick way from Markdown of plain constructs to the very HTML that Python-Markdown gives for them."""
