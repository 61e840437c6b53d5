"""The use cases, one sentence each."""
