"""Protocol files to begin a review with; `core.protocol.read.template` reads them."""
