"""The words of the screens on which records are read and decided on."""
