"""The commands by which machines exchange a review: pack, take."""
