"""What must survive a translation travels as marks: put in, taken back, or cut around. Pure."""
