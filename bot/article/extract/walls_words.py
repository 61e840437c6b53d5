"""What pages say instead of an article, in the languages people send. Lower-case; words only."""


def _table(text: str) -> tuple[str, ...]:
    """Read phrases parted by semicolons; line breaks are spaces."""
    return tuple(" ".join(part.split()) for part in text.split(";"))


# A title or heading that says so, with nothing beside it but GLUE. Compared word by word.
NOT_FOUND = _table("""
    404; page not found; not found; page cannot be found; page could not be found;
    page can t be found; this page could not be found; the page could not be found;
    the page you requested could not be found; the page you are looking for was not found;
    the page you re looking for can t be found; this page doesn t exist; this page does not exist;
    page does not exist; page doesn t exist; this page isn t available; page unavailable;
    page no longer exists; page no longer available; article not found; story not found;
    post not found; content not found; nothing found; we can t find that page;
    we couldn t find that page; file not found;
    страница не найдена; страницы не найдено; страница не существует; страницы не существует;
    такой страницы не существует; такой страницы нет; такой страницы нет на сайте;
    такая страница не найдена; запрашиваемая страница не найдена; запрошенная страница не найдена;
    запрашиваемой страницы не существует; данная страница не найдена; этой страницы нет;
    страница удалена; страница была удалена; страница не найдена или удалена;
    страница удалена или не существует; статья не найдена; новость не найдена;
    материал не найден; материал удален; запись не найдена; публикация не найдена;
    документ не найден; ничего не найдено; не найдено; не найдена;
    бет табылмады; бет табылған жоқ; парақ табылмады; парақша табылмады; парақша табылған жоқ;
    сұралған бет табылмады; сұралған парақша табылмады; сіз іздеген бет табылмады;
    сіз іздеген парақша табылмады; мұндай бет жоқ; мұндай парақша жоқ; бұл бет жоқ;
    бет өшірілген; жаңалық табылмады; мақала табылмады; материал табылмады; ештеңе табылмады;
    табылмады; bet tabylmady; bet tabılmadı;
    sayfa bulunamadı; aradığınız sayfa bulunamadı; böyle bir sayfa yok; haber bulunamadı;
    içerik bulunamadı;
    seite nicht gefunden; die seite wurde nicht gefunden; diese seite existiert nicht;
    seite nicht verfügbar; artikel nicht gefunden; seite existiert nicht;
    page introuvable; page non trouvée; cette page n existe pas; la page n existe pas;
    la page demandée est introuvable; article introuvable
""")
GLUE = frozenset(
    _table("""
    404; 410; error; http; code; page; the; a; sorry; oops; oh; no; ooops; uh; whoops; status;
    ошибка; код; страница; упс; ой; увы; к; сожалению; извините; простите;
    қате; қателік; бет; парақша; кешіріңіз; өкінішке; қарай; коды;
    hata; hatası; kodu; üzgünüz; fehler; seite; leider; erreur; désolé
    """)
)

# Titles of pages that ask whether a robot reads.
ROBOT_TITLES = _table("""
    just a moment; one moment please; attention required; checking your browser; ddos guard;
    ddos protection; access denied; access to this page has been denied; are you a robot;
    are you human; robot check; bot check; human verification; security check;
    security verification; browser check; verify you are human; verifying you are human;
    please verify you are a human; pardon our interruption; captcha; recaptcha; bot verification;
    client challenge; vercel security checkpoint; making sure you re not a bot;
    verification required; you have been blocked; request unsuccessful;
    вы не робот; я не робот; ой; подтвердите что вы не робот; проверка браузера;
    проверка безопасности; проверка пользователя; проверка на робота; доступ ограничен;
    доступ запрещен; доступ заблокирован; проверяем ваш браузер; защита от роботов;
    робот емессіз бе; сіз робот емессіз бе; робот емес екеніңізді растаңыз; браузерді тексеру;
    қолжетімділік шектелген; ben robot değilim; robot olmadığınızı doğrulayın;
    ich bin kein roboter; sicherheitsüberprüfung; je ne suis pas un robot; un instant
""")
# What such a page says or loads; forms under articles say it, too, so the page must be small.
ROBOT_SAYS = _table("""
    checking your browser; checking if the site connection is secure; verify you are human;
    verifying you are human; needs to review the security of your connection;
    confirm you are human; confirm that you are human; are not a robot; are a human;
    you're not a robot; you’re not a robot; not a bot; you are not a bot;
    unusual traffic from your computer network; ddos protection by; enable javascript and cookies
    to continue; performing security verification;
    вы не робот; что вы человек; запросы отправляли вы, а не робот; проверка браузера;
    проверяем ваш браузер; проверить ваш браузер; необычный трафик; подозрительный трафик;
    защита от ddos; запросы, поступившие с вашего ip-адреса;
    робот емес екеніңізді; робот емессіз; адам екеніңізді растаңыз; браузеріңіз тексерілуде;
    браузеріңізді тексер; robot olmadığınızı; kein roboter; pas un robot
""")
ROBOT_LOADS = _table("""
    orchestrate/chl_page; orchestrate/jsch; cf_chl_opt; cf-chl; challenges.cloudflare.com;
    ddos-guard.net; /.well-known/ddos-guard; __qrator; qrator.net; captcha-delivery.com;
    _incapsula_resource; px-captcha; perimeterx; awswaf; aws-waf-token; smartcaptcha;
    showcaptcha; servicepipe; sucuri_cloudproxy; distil_r_captcha; kasada; anubis_challenge
""")

# What a question about cookies consists of, and what it asks in the name of its site.
COOKIE_WORDS = _table("""
    cookie; consent; legitimate interest; privacy policy; our partners; personal data; vendors;
    personalised ad; personalized ad; your privacy; your choices; gdpr;
    куки; персональных данных; персональные данные; конфиденциальност; согласие; наши партнеры;
    наши партнёры; дербес деректер; құпиялылық; келісім бер; жеке деректер;
    çerez; kişisel veri; gizlilik; einwilligung; datenschutz; unsere partner; consentement;
    vie privée; nos partenaires; données personnelles
""")
COOKIE_ASKS = _table("""
    we use cookies; uses cookies; use cookies and; accept all; accept cookies; reject all;
    accept and continue; agree and continue; i agree; we value your privacy;
    we care about your privacy; before you continue; manage your choices; manage preferences;
    store and/or access information on a device; our partners store; and our partners;
    мы используем куки; мы используем cookie; мы используем файлы cookie; использует cookie;
    использует файлы cookie; используем cookies; принять все; принять cookie; даете согласие;
    даёте согласие; соглашаетесь с использованием;
    cookie файлдарын қолданамыз; cookie файлдарын пайдаланамыз; cookie қолданамыз;
    cookie пайдаланамыз; cookie қабылдау; барлығын қабылдау; келісім бересіз;
    çerezleri kullanıyoruz; çerez kullanıyoruz; tümünü kabul et; wir verwenden cookies;
    wir nutzen cookies; alle akzeptieren; zustimmen und weiter; mit werbung und cookies;
    nous utilisons des cookies; tout accepter; accepter et continuer; accepter & continuer
""")
# Hosts and containers of those who ask for a living.
COOKIE_LOADS = _table("""
    consent.yahoo.com; guce.; consent.google; consent.youtube.com; consentmanager.net;
    cdn.privacy-mgmt.com; sp_message_; sourcepoint; didomi; onetrust; cookielaw.org; usercentrics;
    cookiebot; quantcast; trustarc; truste; cmp2.js; cmp.js; cmpbox; iubenda; axeptio;
    cookieconsent; cookie-consent; cookie-wall; cookiewall; consent-wall; inmobi
""")

# What a page says when it has no text without its scripts.
SCRIPT_SAYS = _table("""
    enable javascript; requires javascript; javascript is required; javascript is disabled;
    javascript to run this app; javascript to be enabled; without javascript; turn on javascript;
    activate javascript; need javascript; javascript must be enabled; javascript disabled;
    javascript is not enabled; javascript enabled;
    включите javascript; включить javascript; включен javascript; включён javascript;
    включите поддержку javascript; отключен javascript; отключён javascript;
    javascript отключен; javascript отключён; необходим javascript; нужен javascript;
    требуется javascript; без javascript; поддержка javascript; поддерживает javascript;
    javascript қосыңыз; javascript-ті қосыңыз; javascript-ті іске қосыңыз; javascript қажет;
    javascript өшірулі; javascript өшірілген;
    javascript etkin; javascript'i etkin; javascript gerekli; aktivieren sie javascript;
    javascript aktivieren; activer javascript; activez javascript
""")

# What stands where the open part of an article ends.
LOCKED = _table("""
    subscribe to continue reading; subscribe to keep reading; subscribe to read the full;
    subscribe to read the rest; subscribe to read this; subscribe now to continue;
    subscribe now to read; subscribe to unlock; subscribe for full access;
    to continue reading this article; to continue reading, subscribe;
    to continue reading subscribe; to continue reading, please;
    log in to continue reading; sign in to continue reading; register to continue reading;
    a subscription is required to; you need a subscription to;
    this article is for subscribers; this story is for subscribers; this post is for subscribers;
    this post is for paid subscribers; this post is for paying subscribers;
    this article is for paid subscribers; this article is only available to;
    this content is for subscribers; this content is for members;
    this content is reserved for subscribers; content is reserved for subscribers;
    this is subscriber-only; exclusive to subscribers; available exclusively to subscribers;
    available to subscribers only; for subscribers only; the rest of this article;
    already a subscriber? log in; already a subscriber? sign in; start your free trial to read;
    you have reached your article limit; you've reached your article limit;
    you have reached your limit of free articles; you’ve reached your limit of free articles;
    доступно только подписчикам; доступен только подписчикам; доступна только подписчикам;
    доступны только подписчикам; доступно только по подписке; доступен только по подписке;
    доступна только по подписке; доступно по подписке; доступен по подписке; доступна по подписке;
    материал только для подписчиков; статья только для подписчиков; текст только для подписчиков;
    только для платных подписчиков; читайте по подписке; оформите подписку, чтобы;
    чтобы прочитать полностью, оформите; чтобы читать дальше, оформите; чтобы продолжить чтение;
    чтобы прочитать статью целиком; чтобы дочитать; для продолжения чтения;
    купите подписку, чтобы; полный текст доступен подписчикам; полная версия доступна;
    продолжение доступно; оставшаяся часть доступна;
    подпишитесь, чтобы читать; подпишитесь, чтобы прочитать; подпишитесь, чтобы продолжить;
    тек жазылушыларға; жазылушыларға ғана; толық оқу үшін жазыл; толық оқу үшін тіркел;
    жалғасын оқу үшін жазыл; жалғасын оқу үшін тіркел; мақаланы толық оқу үшін жаз;
    мақаланы толық оқу үшін тірк; жазылым бойынша қолжетімді; жалғасы жазылушыларға;
    devamını okumak için abone; haberin tamamı abonelere; sadece abonelere özel;
    abonelere özel içerik; nur für abonnenten; dieser artikel ist nur für;
    um weiterzulesen; um diesen artikel zu lesen; jetzt weiterlesen mit;
    de cet article à lire; la suite est réservée; article est réservé aux abonnés;
    réservé à nos abonnés; pour lire la suite
""")
# Says how much is left: believed under any length of text where the page states that it is locked.
LOCKED_REST = _table("""
    de cet article à lire; la suite est réservée; the rest of this article is;
    осталось прочитать; оставшаяся часть доступна; продолжение доступно; жалғасы жазылушыларға;
    restlichen artikel; verbleibenden artikel
""")
