"""The screens: a package for each kind of work; beside them what several of them share."""
