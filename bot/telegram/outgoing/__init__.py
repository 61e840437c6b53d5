"""From replies to messages that leave: packing, pace, delivery, and what became of each."""
