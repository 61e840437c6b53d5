"""What generated pages are written from: pieces of sentences in three languages."""

from typing import NamedTuple

from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode


class Pieces(NamedTuple):
    """One of each makes a sentence, put together as *form* says."""

    form: str
    when: tuple[str, ...]
    who: tuple[str, ...]
    where: tuple[str, ...]
    did: tuple[str, ...]
    why: tuple[str, ...]


PIECES: dict[LanguageCode, Pieces] = {
    EN: Pieces(
        "{when}, {who} {did} {where}, {why}.",
        (
            "Last spring",
            "On Tuesday morning",
            "After a long winter",
            "In the first week of May",
            "Two years ago",
            "Before the holidays",
            "Late in the evening",
            "At the end of August",
        ),
        (
            "the village library",
            "a group of young engineers",
            "two retired teachers",
            "the well-known “Altyn” bakery",
            "the regional museum",
            "volunteers of the rescue service",
            "pupils of the ninth grade",
            "the railway workshop",
            "a team of doctors",
            "a small dairy farm",
        ),
        (
            "near the northern gate",
            "beside the old mill",
            "on the other side of the river",
            "in the hall of the town’s theatre",
            "at the foot of the hills",
            "behind the school",
            "in a former warehouse",
            "under the new roof",
        ),
        (
            "opened a reading room for children",
            "repaired a bridge of 1918",
            "measured the depth of the lake",
            "planted 4 000 young trees",
            "collected warm clothes for families",
            "built a greenhouse without outside money",
            "showed drawings from three centuries",
            "tested a bus that runs on gas",
            "held a fair of home-made instruments",
        ),
        (
            "because the snow had come early",
            "although nobody had asked for it",
            "as the council had promised",
            "so that everyone could come on foot",
            "and 250 people came to see it",
            "which took them eleven days",
            "while the road was still closed",
            "and paid for it themselves",
        ),
    ),
    RU: Pieces(
        "{when} {who} {did} {where}, {why}.",
        (
            "Прошлой весной",
            "Во вторник утром",
            "После долгой зимы",
            "В первую неделю мая",
            "Два года назад",
            "Перед праздниками",
            "Поздно вечером",
            "В конце августа",
        ),
        (
            "работники сельской библиотеки",
            "молодые инженеры",
            "две учительницы на пенсии",
            "пекари из «Алтына»",
            "сотрудники областного музея",
            "волонтёры службы спасения",
            "ученики девятых классов",
            "рабочие железнодорожного депо",
            "врачи-добровольцы",
            "хозяева небольшой фермы",
        ),
        (
            "у северных ворот",
            "рядом со старой мельницей",
            "на другом берегу реки",
            "в зале городского театра",
            "у подножия холмов",
            "за зданием школы",
            "на бывшем складе",
            "под новой крышей",
        ),
        (
            "открыли читальный зал для детей",
            "отремонтировали мост 1918 года",
            "измерили глубину озера",
            "посадили 4 000 саженцев",
            "собрали тёплую одежду для семей",
            "построили теплицу без чужих денег",
            "показали рисунки трёх столетий",
            "испытали автобус на газе",
            "провели ярмарку самодельных домбр",
        ),
        (
            "потому что снег выпал рано",
            "хотя об этом никто не просил",
            "как и обещал совет",
            "чтобы каждый мог прийти пешком",
            "и посмотреть пришли 250 человек",
            "на что ушло одиннадцать дней",
            "пока дорога была закрыта",
            "и заплатили за всё сами",
        ),
    ),
    KK: Pieces(
        "{when} {who} {where} {did}, {why}.",
        (
            "Былтыр көктемде",
            "Сейсенбі күні таңертең",
            "Ұзақ қыстан кейін",
            "Мамырдың бірінші аптасында",
            "Екі жыл бұрын",
            "Мереке алдында",
            "Кешке қарай",
            "Тамыздың соңында",
        ),
        (
            "ауыл кітапханасы",
            "бір топ жас инженер",
            "зейнеттегі екі мұғалім",
            "белгілі «Алтын» наубайханасы",
            "облыстық мұражай",
            "құтқару қызметінің еріктілері",
            "тоғызыншы сынып оқушылары",
            "теміржол шеберханасы",
            "дәрігерлер тобы",
            "шағын сүт фермасы",
        ),
        (
            "солтүстік қақпаның жанында",
            "ескі диірменнің қасында",
            "өзеннің арғы бетінде",
            "қала театрының залында",
            "тау бөктерінде",
            "мектептің артында",
            "бұрынғы қоймада",
            "жаңа шатырдың астында",
        ),
        (
            "балаларға арналған оқу залын ашты",
            "1918 жылғы көпірді жөндеді",
            "көлдің тереңдігін өлшеді",
            "4 000 көшет отырғызды",
            "отбасыларға жылы киім жинады",
            "өз күшімен жылыжай тұрғызды",
            "үш ғасырдың суреттерін көрсетті",
            "газбен жүретін автобусты сынады",
            "қолдан жасалған аспаптар жәрмеңкесін өткізді",
        ),
        (
            "себебі қар ерте түсті",
            "бірақ мұны ешкім сұраған жоқ",
            "кеңес осыған уәде берген еді",
            "енді оған жаяу баруға болады",
            "оны көруге 250 адам келді",
            "бұған он бір күн кетті",
            "сол кезде жол әлі жабық болатын",
            "шығынын өздері төледі",
        ),
    ),
}
