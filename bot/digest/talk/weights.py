"""Weights of the signs of units, as benchmarks/talk_fit.py printed them. Data."""

WEIGHTS = (
    1.85,  # words
    0.57,  # fields
    0.72,  # before_time
    1.05,  # after_time
    -0.75,  # after_place
    1.05,  # company
    1.01,  # people
    0.77,  # dialog
    1.18,  # addressed
    -1.05,  # answers
    0.82,  # starter
    1.0,  # short
    -0.51,  # question
    1.93,  # wide
)

ALONE_WEIGHTS = (
    2.23,  # any
    0.65,  # words
    1.55,  # single
    -0.01,  # size
    0.83,  # quiet
    -0.24,  # question
    0.52,  # own_words
)
