"""Which blocks of a page are its article, without any library's advice."""

from bot.article.extract.page import extract

LINES = [
    f"Қайыңсай ауылының {number}-кезекшісі болжамды ауыл чатына жіберді, жазбасын сақтады."
    for number in ("бірінші", "екінші", "үшінші", "төртінші", "бесінші", "алтыншы")
]


def found(*paragraphs: str) -> list[str]:
    body = "".join(f"<p>{line}</p>" for line in paragraphs)
    article = extract(f"<html><body><article>{body}</article></body></html>", None, fast=True)
    assert article is not None
    return article.text.split("\n")


def test_paragraphs_come_in_their_order() -> None:
    assert found(*LINES) == LINES


def test_a_paragraph_told_twice_is_given_once() -> None:
    assert found(*LINES[:4], LINES[1], *LINES[4:]) == LINES
