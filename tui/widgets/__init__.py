"""The lean widgets that several screens share."""
