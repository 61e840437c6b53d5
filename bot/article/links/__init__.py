"""Links: read, named, routed, pointed at a sentence."""
