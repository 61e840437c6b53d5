"""What Qysqa does in groups: keeps their messages, posts their digest, translates for them."""
