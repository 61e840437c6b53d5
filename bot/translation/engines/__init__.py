"""Translation services, one small module each, over one contract suite."""
