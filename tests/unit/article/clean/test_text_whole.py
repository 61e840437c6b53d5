"""Texts of every kind that hold no furniture: none of their lines may go."""

import pytest

from bot.article.clean.text import clean

LISTS = {
    "list-en": """What to pack for the steppe
Water
Two pairs of socks
A paper map
Photos of your documents
Matches
A phone with Telegram and offline maps
Salt
Tea
Books""",
    "list-ru": """Что взять в поход
Вода
Спички
Соль
Книги
Бумажная карта
Фото документов
Тёплые носки
Аптечка
Погода
Деньги""",
    "list-kk": """Жорыққа не алу керек
Су
Тұз
Сіріңке
Қағаз карта
Жылы шұлық
Құжат көшірмесі
Кітап
Шай
Ауа райы""",
    "sentence-and-list-ru": """\
В субботу на площади вручили награды тем, кто тридцать лет озеленял наш город.
Всего отметили десять человек, и вот их имена:
Анна Ли
Марат Сейтов
Ольга Ким
Болат Оспанов""",
}

POEMS = {
    "poem-en": """The lamp is out, the street is still
A dog is barking on the hill
And someone walks, and someone waits
Between the garden and the gates

The river runs, the river stays
It counts the nights, it counts the days
And someone walks, and someone waits
Between the garden and the gates""",
    "poem-ru": """Погасла лампа, улица пуста
И снег идёт у старого моста
А кто-то ждёт, а кто-то всё идёт
И хрупкий лёд под шагом не поёт

***

Сегодня
Ночь длинна, и день далёк
И в доме тлеет синий уголёк
А кто-то ждёт, а кто-то всё идёт
И хрупкий лёд под шагом не поёт""",
    "poem-kk": """Шам да сөнді, көше тыныш
Төбеде ит үреді
Біреу күтіп, біреу жүріп
Біреу үнсіз күледі

Өзен ағып, күндер өтіп
Түн артынан таң атар
Біреу күтіп, біреу жүріп
Көпір жақта әлі тұрар""",
}

INTERVIEWS = {
    "interview-en": """– How did it all begin?
– With a broken tram. I was nine, and the driver let me hold the lamp while he worked.
– Tell us about your childhood.
– We had no car, so that I knew every driver of the line by his first name and his dog's.
What do you think?
– I think that a city without trams is a city that has forgotten how to wait for anything.
– And then?
– Then I learned to draw, because nobody would let me near the engine before I was grown.
– What do you think about the new line?
– It is too fast, and it has no bell, but the children like it and that is what matters.""",
    "interview-ru": """– С чего всё началось?
– Со сломанного трамвая. Мне было девять, и вожатый дал мне подержать фонарь.
– Расскажите о вашем детстве.
– У нас не было машины, поэтому я знал каждого водителя этой линии по имени.
– Поделитесь секретом успеха!
– Секрета нет, надо просто каждый день приходить и делать то, что умеешь лучше всего.
– А дальше что было?
– Потом я научился чертить, потому что к мотору меня до армии никто не подпускал.
– А дальше что было?
– Дальше построили новую линию, и она мне нравится, хотя звонка на ней больше нет.""",
    "interview-kk": """– Бәрі неден басталды?
– Бұзылған трамвайдан. Тоғыз жаста едім, жүргізуші маған шамды ұстатып қойды.
– Балалық шағыңыз туралы айтып беріңізші.
– Біздің үйде көлік болған жоқ, сондықтан осы бағыттың әр жүргізушісін атымен білетінмін.
– Ал кейін ше?
– Кейін сызуды үйрендім, өйткені ер жеткенше мені моторға ешкім жақындатпады.
– Жаңа желі туралы не ойлайсыз?
– Тым жылдам, қоңырауы да жоқ, бірақ балаларға ұнайды, ең бастысы сол емес пе.""",
    "named-speakers-ru": """Корреспондент: Как вы начинали?
Директор: С пустого цеха и двух станков, которые никто не хотел забирать на новое место.
Корреспондент: Кто вам помогал?
Директор: Соседи, и ещё старый мастер, который знал в этом городе каждую гайку.""",
}

RECIPES = {
    "recipe-en": """Flat bread in one pan
Flour, 500 g
Water, a glass
Salt
Oil
20 minutes
Mix the flour, the water and the salt until the dough no longer sticks to your hands.
Leave it for an hour
Click the lid shut and wait.
Fry each round for two minutes on both sides, and keep them warm under a towel.
Share the bread while it is hot.
Serve with tea""",
    "recipe-ru": """Лепёшки на сковороде
Мука – 500 г
Вода – стакан
Соль
Масло
20 минут
Смешайте муку, воду и соль, пока тесто не перестанет липнуть к рукам.
Оставьте тесто на час под полотенцем.
Добавить щепотку соли
Поставьте сковороду на средний огонь и разогрейте масло.
Отправить в духовку на пять минут
Не пропустите момент, когда лепёшка начнёт подниматься.
Для добавления вкуса посыпьте лепёшки тмином и накройте на десять минут.
Подавать с чаем""",
    "recipe-kk": """Таба нан
Ұн – 500 г
Су – бір кесе
Тұз
Май
20 минут
Ұнды, суды және тұзды қолға жабыспайтын болғанша жақсылап илейді.
Қамырды бір сағатқа орап қояды.
Табаны қыздырып, екі бетін екі минуттан қызартып алады.
Шаймен бірге беріледі""",
}

CHATS = {
    "chat-en": """Anna: hi, are you at the station?
Bob: yes
Anna: ok
which platform
Bob: the second one, next to the clock
Anna: the train is late again
15:40
Bob: how late
Anna: an hour, they say there is snow on the line
ok
hello
Bob: then I will get us some tea""",
    "chat-ru": """Анна, [12.05.2024 15:30]
ты уже на вокзале?
Борис, [12.05.2024 15:31]
да
понятно
хорошо
какая платформа
Борис, [12.05.2024 15:33]
вторая, рядом с часами
Анна, [12.05.2024 15:34]
поезд опять опаздывает, говорят, что на путях лежит снег и его чистят
сейчас
вчера было то же самое""",
    "chat-kk": """Айна: вокзалға жеттің бе
Болат: иә
Айна: қай жол
Болат: екінші, сағаттың қасында
Айна: пойыз тағы кешігіп жатыр екен, жолды қар басып қалыпты деп айтты
бүгін
Болат: қанша күтеміз
Айна: бір сағат
қазір
Болат: онда шай алып келейін""",
}

LAWS = {
    "law-ru": """Закон о городских садах
Глава 1. Общие положения
Статья 1. Основные понятия
1) сад – участок земли, на котором растут деревья и который открыт для всех жителей;
2) посетитель – человек, который находится в саду;
3) смотритель – служащий, который отвечает за сад и за порядок в нём.
Статья 2. Реклама в садах
Реклама в садах запрещена, кроме случаев, предусмотренных настоящим Законом.
При копировании материалов о садах ссылка на городской архив не требуется.
Статья 3. Порядок вступления в силу
Настоящий Закон вводится в действие по истечении десяти дней после его опубликования.""",
    "law-kk": """Қала бақтары туралы заң
1-тарау. Жалпы ережелер
1-бап. Негізгі ұғымдар
1) бақ – ағаш өсетін және барлық тұрғынға ашық жер учаскесі;
2) келуші – бақта жүрген адам;
3) бақ күзетшісі – бақ пен ондағы тәртіпке жауапты қызметкер.
2-бап. Жарнама
Осы Заңда көзделген жағдайларды қоспағанда, бақтарда жарнамаға тыйым салынады.
3-бап. Қолданысқа енгізілуі
Осы Заң алғашқы ресми жарияланған күнінен кейін он күн өткен соң қолданысқа енгізіледі.""",
    "law-en": """The Gardens Act
Part 1
1. A garden is a piece of land on which trees grow and which is open to everybody.
2. A keeper is a servant of the city who answers for the garden and the order in it.
Advertising
3. No advertising is allowed in a garden, except where this Act says otherwise.
Privacy
4. The privacy policy of the city applies to every picture that a keeper takes there.
Commencement
5. This Act comes into force ten days after the day on which it has been published.""",
}

POSTS = {
    "bullets-ru": """⚡️ В городе открыли новую линию трамвая
✅ 12 остановок от вокзала до озера
✅ вагоны с низким полом
🔹 проезд стоит столько же
🔹 последний рейс после полуночи
👉 Первую неделю катают бесплатно!""",
    "bullets-kk": """⚡️ Қалада жаңа трамвай желісі ашылды
✅ вокзалдан көлге дейін 12 аялдама
✅ едені төмен вагондар
🔹 жол ақысы өзгермейді
🔹 соңғы рейс түн ортасынан кейін
👉 Бірінші апта тегін болады!""",
    "bullets-en": """⚡️ A new tram line has opened
✅ 12 stops from the station to the lake
✅ cars with low floors
🔹 the fare stays the same
🔹 the last tram leaves after midnight
👉 The first week is free!""",
}

OTHERS = {
    "two-sentences-en": "The tram line is open. The first week is free.",
    "two-lines-ru": "Линию трамвая открыли в понедельник утром.\nПервую неделю катают бесплатно.",
    "two-lines-kk": "Трамвай желісі дүйсенбіде таңертең ашылды.\nБірінші апта тегін болады.",
    "no-marks-ru": """в понедельник в городе открыли новую линию трамвая
она ведёт от старого вокзала к озеру и стоит столько же
первую неделю катать будут бесплатно
жители говорят что ждали этого девять лет
инженеры два раза меняли русло реки
сейчас линию хотят вести дальше
до аэропорта
деньги на это уже нашли
работы начнутся весной""",
    "no-marks-kk": """дүйсенбіде қалада жаңа трамвай желісі ашылды
ол ескі вокзалдан көлге дейін барады
бірінші апта тегін болады
тұрғындар мұны тоғыз жыл күтті
инженерлер өзен арнасын екі рет бұрды
енді желіні әуежайға дейін созбақ
ақшасы да табылды
жұмыс көктемде басталады""",
    "no-marks-en": """on monday a new tram line opened in the city
it leads from the old station to the lake
the first week is free
people say they waited nine years
the engineers had to move a river twice
now they want to go on to the airport
the money has been found
work begins in spring""",
    "chronicle-ru": """Как строили линию
12 мая 2015 года
Городской совет впервые обсудил, нужен ли жителям трамвай до озера и кто за него заплатит.
3 июня 2018 года
Инженеры нашли, что русло реки придётся отвести в сторону, и смета выросла вдвое.
7 сентября 2024 года
Первый трамвай увёз от старого вокзала двести человек и вернулся только к вечеру.""",
    "horoscope-ru": """Гороскоп на неделю
Работа
Неделя подойдёт для того, чтобы закончить старые дела и не браться за новые.
Здоровье
Больше ходите пешком, а вечером закрывайте окна и не сидите долго перед экраном.
Деньги
Крупные покупки лучше отложить, а вот долги друзьям стоит вернуть до четверга.""",
    "announcement-kk": """Көрмеге шақырамыз
Бұл көрмеде қала трамвайының жүз жылдық тарихы туралы қағаздар мен суреттер бар.
Уақыты: 10:00
Мекенжайы: Абай даңғылы, 5
Ең ескі вагонның жанында балалар үшін арнайы бұрыш ашылады, кіру тегін.""",
    "company-news-en": """\
The messenger has delayed its new privacy policy after a month of complaints.
"We built our app in two weeks," its founder said, "and nobody read the terms of use."
By using this trick, the thieves took the money of two hundred people within a day.
Powered by the sun, the ship crossed the lake without a drop of fuel on Monday.
Return to normal life will take months, the doctors who work there say.
This video shows the very moment when the ice broke under the bridge.""",
    "company-news-ru": """\
Пользователи больше не смогут оставлять комментарии под детскими роликами.
Наш канал первым показал этот мост, вспоминает бывший редактор городского телевидения.
Если у вас есть дети, садик для них теперь найдут за две недели, обещают в акимате.
Вы не можете себе представить, сколько людей пришло к озеру в понедельник.
Вернуться к прежней жизни посёлок сможет не раньше весны, считают врачи.
Голосуйте сердцем, говорил он на каждой встрече, и люди ему верили.""",
    "company-news-kk": """Жазылып біткен кітапты баспаға апарғанына екі апта болды.
Осы тақырып бойынша өткен жиында қала тұрғындары да сөз алды.
Дайындаған асын көршілерге таратып, өзі соңынан ғана дастарқанға отырды.
Достарыңмен кездескенде осы әңгімені бірінші болып айтатын едің.
Тақырыптас екі шығарманың екеуі де биыл жарық көрді деп отыр.""",
}

WHOLE = LISTS | POEMS | INTERVIEWS | RECIPES | CHATS | LAWS | POSTS | OTHERS


@pytest.mark.parametrize("name", WHOLE)
def test_no_line_of_an_article_is_lost(name: str) -> None:
    result = clean(WHOLE[name])

    lines = [line.strip() for line in WHOLE[name].split("\n") if line.strip()]
    left = {result.title, *result.text.split("\n\n")}
    assert [line for line in lines if line not in left] == []
    assert result.removed == ()


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("recipe-en", ("Share", "Facebook", "Leave a comment")),
        ("recipe-kk", ("Бөлісу", "Facebook", "Пікір қалдыру")),
        ("law-kk", ("Бөлісу", "Facebook", "Пікір қалдыру")),
        ("announcement-kk", ("Бөлісу", "Facebook", "Пікір қалдыру")),
        ("sentence-and-list-ru", ("Поделиться", "ВКонтакте", "Комментарии")),
    ],
)
def test_share_row_is_all_that_goes(name: str, row: tuple[str, ...]) -> None:
    result = clean("\n".join((WHOLE[name].strip(), *row)))

    assert tuple(removal.text for removal in result.removed) == row


NEWS_EN = (
    "The first tram to the lake left the old station on Monday with two hundred people on board.",
    "Engineers had to move a river bed twice before the tracks could be laid, the city said.",
)
NEWS_RU = (
    "В понедельник от старого вокзала к озеру ушёл первый трамвай, в нём ехали двести человек.",
    "Инженерам пришлось дважды отводить русло реки, сообщили в акимате.",
)
NEWS_KK = (
    "Дүйсенбіде ескі вокзалдан көлге қарай алғашқы трамвай жүрді, онда екі жүз адам болды.",
    "Инженерлер өзен арнасын екі рет бұруға мәжбүр болды деп хабарлады әкімдік.",
)


@pytest.mark.parametrize(
    ("article", "footer"),
    [
        (NEWS_RU, ("@example_channel",)),
        (NEWS_RU, ("Подписаться",)),
        (NEWS_RU, ("👉 Подписаться на канал | Прислать новость",)),
        (NEWS_RU, ("Городские новости | Подписаться",)),
        (NEWS_RU, ("Больше новостей – @example_channel",)),
        (NEWS_RU, ("Читайте нас в Telegram: t.me/example_channel",)),
        (NEWS_RU, ("Подписывайтесь на наш канал!", "https://t.me/example_channel")),
        (NEWS_RU, ("Фото: акимат", "#город #трамвай", "📱 Instagram | YouTube | TikTok")),
        (NEWS_KK, ("@example_arna",)),
        (NEWS_KK, ("Жазылу",)),
        (NEWS_KK, ("👉 Арнаға жазылу",)),
        (NEWS_KK, ("Қала жаңалықтары | Жазылу",)),
        (NEWS_KK, ("Telegram-арнамызға жазылыңыз!", "https://t.me/example_arna")),
        (NEWS_KK, ("Бізге қосылыңыз: t.me/example_arna",)),
        (NEWS_KK, ("Сурет: әкімдік", "#қала #трамвай")),
        (NEWS_EN, ("@example_channel",)),
        (NEWS_EN, ("Subscribe",)),
        (NEWS_EN, ("City News | Subscribe | Chat",)),
        (NEWS_EN, ("Join us: t.me/example_channel",)),
        (NEWS_EN, ("Follow us on Telegram", "https://t.me/example_channel")),
    ],
)
def test_forwarded_post_loses_only_its_footer(
    article: tuple[str, ...], footer: tuple[str, ...]
) -> None:
    result = clean("\n\n".join((*article, *footer)))

    assert result.text == "\n\n".join(article)
    assert tuple(removal.text for removal in result.removed) == footer
