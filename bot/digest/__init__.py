"""Messages of a group and items of feeds → what a digest says; pure but for the feeds' edge."""
