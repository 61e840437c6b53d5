"""What web pages put around an article: written for this benchmark, as readers meet it.

Each language has picture captions, promotions from between the paragraphs, and lines from
below the article. They were written before looking at the tables of bot/article.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Lines of one language."""

    captions: tuple[str, ...]
    promotions: tuple[str, ...]
    tails: tuple[str, ...]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().split("\n"))


BOILERPLATE = {
    "en": Boilerplate(
        captions=_lines("""
            A crowd gathers outside the courthouse on Tuesday morning. Picture: Henrik Olsen
            The minister arriving for talks in the capital last week (Image: Press Pool)
            Rescue workers at the scene early on Sunday. Photograph by Daniel Okoye
            File image: the company's head office in the harbour district
            The stadium before kick-off. Credit: Northlight Agency / Maria Duarte
        """),
        promotions=_lines("""
            Enjoying this story? Get our morning briefing delivered straight to your inbox.
            You have two free articles left this month. Create an account to keep reading.
            Download our app to get breaking alerts on your phone.
            Become a member today and support independent journalism.
            Join our Telegram channel so you never miss an update
            Try three months of unlimited digital access for just £1
            Don't miss our weekly podcast: listen wherever you get your shows.
        """),
        tails=_lines("""
            Do you have a story to share? Contact our newsroom at desk@example.org
            Share this article on Facebook, X or WhatsApp
            More on this topic: what we know so far
            © 2023 Northlight Media Ltd. All rights reserved.
            Additional reporting by Laura Finch and Omar Reyes
            Most read today
            Join the conversation: 14 comments
            Tags: politics, economy, Europe
        """),
    ),
    "fr": Boilerplate(
        captions=_lines("""
            Des manifestants devant la préfecture, mardi matin. © Julien Marchetti / Agence Nord
            Le ministre à son arrivée à l'Assemblée (photo d'illustration)
            Crédit photo : Élodie Garnier
            Les secours sur place, dimanche à l'aube - Claire Fontan/AP
        """),
        promotions=_lines("""
            Recevez chaque matin l'essentiel de l'actualité dans votre boîte mail.
            Cet article est réservé à nos abonnés. Abonnez-vous à partir de 1 € par mois.
            Téléchargez notre application pour suivre l'info en direct.
            À lire aussi : ce que l'on sait de l'enquête
            Suivez-nous sur WhatsApp pour ne rien manquer de l'actualité
            Inscrivez-vous gratuitement à notre lettre d'information
        """),
        tails=_lines("""
            Partager cet article sur Facebook et Twitter
            Tous droits réservés © 2022
            La rédaction avec AFP
            Sur le même sujet
            Lire les 12 commentaires
            Les plus lus
            Vous avez une information ? Écrivez-nous à redaction@example.org
        """),
    ),
    "ru": Boilerplate(
        captions=_lines("""
            Участники митинга у здания суда, вторник. Снимок: Игорь Лавров
            Министр прибыл на переговоры в столицу. Изображение: пресс-служба министерства
            Спасатели на месте происшествия ранним утром / Анна Белова / Агентство «Север»
            Архивное фото: головной офис компании
        """),
        promotions=_lines("""
            Подпишитесь на нашу утреннюю рассылку — главное за пять минут.
            Самые важные новости — в нашем телеграм-канале, присоединяйтесь!
            Скачайте наше приложение, чтобы узнавать новости первыми.
            Поддержите независимую журналистику: оформите ежемесячное пожертвование.
            Читайте также: что известно о расследовании
            Осталось две бесплатные статьи. Зарегистрируйтесь, чтобы читать дальше.
        """),
        tails=_lines("""
            Нашли ошибку? Выделите текст и нажмите Ctrl + Enter
            Поделиться: ВКонтакте, Одноклассники, Телеграм
            © 2023 Агентство «Север». Все права защищены.
            Материал подготовили Ольга Романова и Пётр Гусев
            Теги: политика, экономика, общество
            Самое читаемое
            Комментарии (14)
            Есть чем поделиться? Пишите нам: news@example.org
        """),
    ),
    "kk": Boilerplate(
        captions=_lines("""
            Сот ғимаратының алдындағы жиналған жұрт. Суретті түсірген Ерлан Омаров
            Министр елордадағы келіссөзге келді. Фотосурет: министрліктің баспасөз қызметі
            Құтқарушылар оқиға орнында / Айгүл Сәрсенова / «Солтүстік» агенттігі
            Мұрағаттағы сурет: компанияның бас кеңсесі
        """),
        promotions=_lines("""
            Таңғы хабарламамызға жазылыңыз: басты жаңалықтар бес минутта.
            Ең маңызды жаңалықтар біздің телеграм-арнамызда, қосылыңыз!
            Жаңалықтарды бірінші болып білу үшін қосымшамызды жүктеп алыңыз.
            Тағы оқыңыз: тергеу туралы не белгілі
            Тәуелсіз журналистиканы қолдаңыз: ай сайынғы жәрдем рәсімдеңіз.
            Бізді инстаграмда бақылаңыз, жаңалықтан қалыс қалмаңыз
        """),
        tails=_lines("""
            Қате таптыңыз ба? Мәтінді белгілеп, Ctrl + Enter басыңыз
            Бөлісу: Фейсбук, Телеграм, Уатсап
            © 2023 «Солтүстік» агенттігі. Барлық құқықтар қорғалған.
            Материалды әзірлеген Гүлнар Ахметова
            Тегтер: саясат, экономика, қоғам
            Ең көп оқылғандар
            Пікірлер (14)
            Айтар жаңалығыңыз бар ма? Бізге жазыңыз: news@example.org
        """),
    ),
    "tr": Boilerplate(
        captions=_lines("""
            Göstericiler salı sabahı adliyenin önünde. Fotoğraf: Emre Yıldız
            Bakan görüşmeler için başkente geldi (Arşiv)
            Kurtarma ekipleri olay yerinde / Zeynep Aksoy / Kuzey Ajansı
            Görsel: şirketin genel merkezi
        """),
        promotions=_lines("""
            Sabah bültenimize abone olun, günün öne çıkanları e-postanıza gelsin.
            Son dakika gelişmelerini kaçırmamak için uygulamamızı indirin.
            Haberin devamını okumak için ücretsiz üye olun.
            Bizi WhatsApp kanalımızdan takip edin
            İlginizi çekebilir: soruşturma hakkında bilinenler
            Bağımsız gazeteciliğe destek olun, bugün abone olun.
        """),
        tails=_lines("""
            Bu haberi Facebook'ta ve Twitter'da paylaş
            © 2023 Kuzey Ajansı. Tüm hakları saklıdır.
            Haberi hazırlayan: Elif Demir
            Etiketler: siyaset, ekonomi, gündem
            En çok okunanlar
            Yorumlar (14)
            Bize ulaşın: haber@example.org
        """),
    ),
}
