"""What people see: text with its styles, and what fits a message. Pure."""
