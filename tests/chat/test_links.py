"""Links in, summaries out that lead back to the page; or what is wrong with the link."""

import pytest

from bot.build import House
from tests.chat.running import EN, KK, RU
from tests.chat.sites import Sites
from tests.simulator.loopback import free_port
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import Json


async def test_a_link_is_answered_with_links_to_the_places_of_its_sentences(
    telegram: TelegramSimulator, house: House, sites: Sites
) -> None:
    answer = await telegram.answer(telegram.say(f"{sites.root}/article", user=EN))

    page = f"{sites.root}/article"
    links = [entity["url"] for entity in answer.entities if entity["type"] == "text_link"]
    assert links[0] == page
    assert len(links) == 6
    assert all(link.startswith(f"{page}#:~:text=") for link in links[1:])
    assert links[1].startswith(f"{page}#:~:text=Almaty%E2%80%99s%20new%20tram%20line%20open")
    assert "\n127.0.0.1 · reading time 4 min → " in answer.text


async def test_a_page_is_opened_once_for_two_readers(
    telegram: TelegramSimulator, house: House, sites: Sites
) -> None:
    await telegram.answer(telegram.say(f"look: {sites.root}/article?utm_source=x"))
    answer = await telegram.answer(telegram.say(f"{sites.root}/article", chat=8))

    assert sites.opened == ["article"]
    assert not any("utm_source" in entity.get("url", "") for entity in answer.entities)


@pytest.mark.parametrize(
    ("page", "reader", "said"),
    [
        (
            "404",
            EN,
            (
                "127.0.0.1 has no such page: it answered “404”."
                " Check the link, or paste the text here and I'll shorten that."
            ),
        ),
        (
            "403",
            RU,
            "Не удалось открыть 127.0.0.1: сайт ответил «403». Пришлите сам текст — сокращу его.",
        ),
        (
            "500",
            KK,
            (
                "127.0.0.1 сайтында ақау бар: «500» деп жауап берді. Кейінірек қайталап көріңіз"
                " немесе мәтіннің өзін жіберіңіз, соны қысқартып берейін."
            ),
        ),
    ],
)
async def test_a_page_that_is_not_given_is_named_with_what_to_do(
    telegram: TelegramSimulator, house: House, sites: Sites, page: str, reader: Json, said: str
) -> None:
    answer = await telegram.answer(telegram.say(f"{sites.root}/{page}", user=reader))

    assert answer.text == said


async def test_a_site_that_refuses_the_connection_is_named(
    telegram: TelegramSimulator, house: House
) -> None:
    answer = await telegram.answer(telegram.say(f"http://127.0.0.1:{free_port()}/a", user=EN))

    assert answer.text == (
        "127.0.0.1 does not accept a connection."
        " Try again later, or paste the text here and I'll shorten that."
    )


async def test_an_address_inside_is_not_opened(telegram: TelegramSimulator, house: House) -> None:
    answer = await telegram.answer(telegram.say("http://10.0.0.1/a"))

    assert answer.text.startswith("Мен тек ашық интернеттегі беттерді ашамын.")
