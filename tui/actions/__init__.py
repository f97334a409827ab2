"""Every action of the app with its keys and its words."""
