"""An English article with a byline, a pronoun, a quotation and a question."""

ENGLISH = (
    "By Daily Reporter",
    "The city council voted on Monday to close the old bridge for two years.",
    "It was built in 1931.",
    "“We had no choice,” she said.",
    "The bridge carries forty thousand cars a day and the council plans a ferry for them.",
    "What will drivers do?",
    "The council said the old bridge would be rebuilt with two more lanes for cars and buses.",
)
