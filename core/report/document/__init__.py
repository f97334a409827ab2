"""What a report is made of, and how it is written: HTML, Markdown or the text of a terminal."""
