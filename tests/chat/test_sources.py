"""News: sources, key words, and who reads them."""

from bot.build import House
from tests.chat.talking import ME, until
from tests.simulator.newsstand import Shelf, Story, newsstand, rss
from tests.simulator.telegram import TelegramSimulator


async def test_news_come_from_sources_grouped_and_named(
    telegram: TelegramSimulator, house: House
) -> None:
    one = Story("/tram", "Алматыда жаңа трамвай желісі ашылады", "Желі 2027 жылы іске қосылады.")
    async with newsstand(feed=Shelf(rss(one))) as stand:
        added = await telegram.answer(telegram.say(f"/sources add {stand.url}/feed", 7, user=ME))
        assert added.text.startswith("Added: Қала жаңалықтары")
        panel = await telegram.answer(telegram.say("/digest 09:00", 7, user=ME))
        assert "Digest: on" in panel.text
        assert "Sources: 1" in panel.text
        news = await telegram.answer(telegram.say("/digest now", 7, user=ME))

    assert "Алматыда жаңа трамвай желісі ашылады" in news.text


async def test_who_blocks_the_bot_gets_no_more_news(
    telegram: TelegramSimulator, house: House
) -> None:
    await telegram.answer(telegram.say("/digest 09:00", 7, user=ME))
    panel = await telegram.answer(telegram.say("/digest", 7, user=ME))
    assert "Digest: on" in panel.text
    telegram.block(7)

    async def is_off() -> bool:
        known = await house.shelves.groups.group(7)
        return known is not None and not known.plan.is_on

    await until(is_off)


async def test_key_words_choose_the_news(telegram: TelegramSimulator, house: House) -> None:
    async def said(words: str) -> str:
        return (await telegram.answer(telegram.say(f"/sources {words}", 7, user=ME))).text

    assert await said("mute Футбол") == "No news with: Футбол"
    assert await said("only метро") == "Only news with: метро\nNo news with: Футбол"
    assert await said("clear футбол") == "Only news with: метро"
    assert await said("only метро") == "Only news with: метро"
    assert (await said("")).startswith("Sources: 0\n\nOnly news with: метро\n\nAdd a site")
    assert await said("clear метро") == "No key words: all news of your sources are welcome."
    assert (await said("paint green")).startswith("Add a site, a feed or a channel")
    assert await said("remove example.kz") == "There is no such source: example.kz"


async def test_a_source_is_listed_and_removed(telegram: TelegramSimulator, house: House) -> None:
    async with newsstand(feed=Shelf(rss(Story("/a", "Трамвай")))) as stand:
        await telegram.answer(telegram.say(f"/sources add {stand.url}/feed", 7, user=ME))
        listed = await telegram.answer(telegram.say("/sources", 7, user=ME))
        assert "· Қала жаңалықтары" in listed.text
        again = await telegram.answer(
            telegram.say(f"/sources remove {stand.url}/feed", 7, user=ME)
        )
    odd = await telegram.answer(telegram.say("/sources add example", 7, user=ME))

    assert again.text.startswith("Removed: Қала жаңалықтары")
    assert odd.text.startswith("This is not a link I can open.")
