"""One append-only file: its lines and checksums, its file and lock, its changes and their undo, its snapshot."""
