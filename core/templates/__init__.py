"""Protocol files to begin a review with; `core.protocol_file.template` reads them."""
