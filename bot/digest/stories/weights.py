"""Weights of the measures of likeness, as benchmarks/stories_fit.py printed them. Data."""

WITHIN = {
    "bias": -7.37,
    "words": 4.38,
    "titles": 3.22,
    "told": 3.16,
    "title_names": 2.64,
    "dates": -6.02,
    "numbers": -4.82,
}

ACROSS = {
    "bias": -6.86,
    "words": 32.67,
    "deeds": 7.45,
    "titles": -1.48,
    "told": 3.95,
    "title_names": 0.72,
    "figures": 5.07,
    "dates": -8.53,
    "numbers": -2.25,
}
