"""An Article becomes a Summary: which sentences carry it."""
