"""What the screens, widgets and dialogs say, a module a family of screens: their only place for words."""
