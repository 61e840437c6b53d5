"""What a group talked about: threads, topics, the messages that carry them. Pure."""
