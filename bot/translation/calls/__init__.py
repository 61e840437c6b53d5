"""How one engine is asked: its pace, its budget, its circuit; what is counted of it."""
