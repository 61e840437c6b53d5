"""Words of news about the state, money and work, as six languages have them. Data, by hand.

See bot.digest.stories.concepts_law for how a line is read.
"""

STATE = """
president | президент | президент | президент | prezident | cumhurbaskan baskan
premier | премьер | премьер | премьер | bosh | basbakan
minister ministr | министр министер минист | министр | министр | vazir | bakan
government cabinet | правительств кабмин кабинет | үкімет | өкмөт | hukumat | hukumet kabine
parliament congress senat | парламент госдум дум. сенат конгресс мажилис | парламент мәжіліс сенат
    конгресс | парламент сенат конгресс | parlament senat kongress majlis | parlamento meclis
    senato kongre
deput lawmaker mp. mps congressm senator | депутат сенатор парламентар | депутат сенатор | депутат
    сенатор | deputat senator | milletvekili vekil senator
election elector vote voter ballot poll. | выбор голосован избират избрат голос | сайлау дауыс |
    шайлоо добуш | saylov ovoz | secim oy. oylama secmen
referendum | референдум | референдум | референдум | referendum | referandum
candidat | кандидат | кандидат үміткер | талапкер кандидат | nomzod | aday
party parties | парти | партия | партия | partiya | parti
opposit | оппозиц | оппозиц | оппозиц | muxolifat oppozits | muhalefet
governor mayor | губернатор мэр. мэра мэри аким | әкім мэр губернатор | аким мэр губернатор | hokim
    gubernator mer. | vali belediye
king. queen prince princess royal monarch | корол королев принц царств монарх | король патшайым
    ханзада ханшайым патша | король ханыша ханзаада падыша | qirol malika shahzoda | kral kralice
    prens
ambassador embass diploma consul | посол. посольств дипломат консул | елші дипломат консул | элчи
    дипломат консул | elchi diplomat konsul | buyukelci elcilik diplomat konsolos
leader head. chief boss | лидер глав главы руководит начальник | жетекші басшы лидер | жетекчи
    башчы лидер | rahbar yetakchi lider | lider basi yonetici sef
official authorit | чиновник власт официал | шенеунік билік ресми | чиновник бийлик расмий |
    amaldor rasmiy hokimiyat | yetkili resmi
resign quit. | отставк ушел уволил | отставка қызметінен | отставка кызматтан | istefo | istifa
appoint nominat | назнач | тағайында | дайында | tayinla | ata. atandi atama
reform | реформ | реформа | реформа | islohot reforma | reform
treaty agreement deal. pact accord | соглаш договор сделк | келісім шарт мәміле | келишим |
    kelishuv bitim shartnoma | anlasma sozlesme
negotiat talks | переговор | келіссөз | сүйлөшүү | muzokara | muzakere gorusme
meeting summit met. | встреч саммит совещан | кездесу саммит жиналыс | жолугушуу саммит жыйын |
    uchrashuv sammit yigilish | toplanti zirve gorus
visit trip | визит поездк посет | сапар барды | сапар | tashrif safar | ziyaret gezi
sanction | санкц | санкция | санкция | sanksiya | yaptirim
crisis | кризис | дағдарыс | кризис каатчылык | inqiroz | kriz
foreign | иностран зарубеж | шетел сыртқы | чет | xorijiy chet | yabanci disisleri
politic | полити | саяси саясат | саяс | siyosi siyosat | siyas politik
democra | демократ | демократ | демократ | demokrat | demokra
republican | республик | республика | республика | respublika | cumhuriyet
union. | союз | одақ | союз биримдик | ittifoq | birlik birligi
speech address. | речь. речи выступлен обращен | сөйле үндеу | сүйлө кайрылуу | nutq murojaat |
    konusma
statement said announc declar | заявил заявлен объяв сообщ | мәлімде хабарла жариялады | билдир
    жарыяла маалымда | bildir malum elon | acikla duyur bildir
spokes representat | представител | өкіл баспасөз | өкүл | vakil matbuot | sozcu temsilci
critic criticis | критик | сын. сынға сына | сын. сында | tanqid | elestir
support | поддерж | қолда қолдау | колдо | qollab | destek
oppos against refus reject | против. отказ отклон | қарсы | каршы | qarshi rad. | karsi reddet
council committe commission | совет комитет комисси | кеңес комитет комиссия | кеңеш комитет
    комиссия | kengash qomita komissiya | konsey komite komisyon kurul
ministry department agency | ведомств агентств департамент министерств | министрлік агенттік
    департамент | министрлик агенттик департамент | vazirlik agentlik departament | bakanlik ajans
region province district county | област район регион | облыс аудан өңір аймақ | облус район аймак
    | viloyat tuman hudud | bolge il. ilce eyalet
city town urban | город. городе города городск | қала | шаар | shahar | sehir kent
village rural | село. сел деревн посел аул. | ауыл. ауылы | айыл | qishloq | koy. koyu kirsal
country nation. state. | стран государств | ел. елі мемлекет | өлкө мамлекет | davlat mamlakat |
    ulke devlet
world global international | мир. мира миров междунар | әлем дүние халықаралық | дүйнө | dunyo
    jahon xalqaro | dunya kuresel uluslararasi
people citizen resident | граждан жител народ люд | азамат тұрғын халық адам | жаран тургун эл.
    адам | fuqaro aholi xalq odam | vatandas sakin halk insan
population census | населен перепис | тұрғын санақ | калк каттоо | aholi | nufus
billion | миллиард млрд. | миллиард млрд. | миллиард млрд. | milliard mlrd. | milyar
million | миллион млн. | миллион млн. | миллион млн. | million mln. | milyon
percent | процент | пайыз | пайыз | foiz | yuzde
price cost. costs | цен. цена цены стоимост | баға құны | баа. баасы | narx qiymat | fiyat maliyet
inflation | инфляц | инфляция | инфляция | inflyatsi | enflasyon
tax. taxes taxation | налог | салық | салык | soliq | vergi
budget | бюджет | бюджет | бюджет | byudjet | butce
bank. banks banking banker | банк | банк | банк | bank | banka bankasi
loan credit debt mortgage | кредит долг заем заём ипотек | несие қарыз кредит ипотека | насыя карыз
    кредит | kredit qarz ipoteka | kredi borc ipotek
rate. rates | ставк | мөлшерлеме ставка | чен ставка | stavka | faiz oran
dollar currency | доллар валют | доллар валюта | доллар валюта | dollar valyuta | dolar doviz
euro. euros | евро | еуро | евро | yevro | euro avro
money cash fund. funds funding | деньг денег средств фонд | ақша қаражат қор. | акча каражат фонд |
    pul. mablag jamgarma | para. fon.
invest | инвест | инвест | инвест | invest sarmoya | yatir
trade. export import | торгов экспорт импорт | сауда экспорт импорт | соода экспорт импорт | savdo
    eksport import | ticaret ihracat ithalat
market | рынок рынк | нарық базар | рынок базар | bozor | piyasa pazar
stock shares equity | акци бирж | акция биржа үлес | акция биржа үлүш | aksiya birja ulush | hisse
    borsa
economy economic | эконом | экономика | экономика | iqtisod | ekonomi
business firm | бизнес предприн | бизнес кәсіпкер кәсіп | бизнес ишкер | biznes tadbirkor | isletme
company corporat | компани корпорац фирм | компания корпорац | компания корпорац | kompaniya
    korporats | sirket firma
merger acquisi takeover | слиян поглощ приобрет покупк | бірігу | биригүү | birlash sotib | birles
    satin devral
bankrupt insolven | банкрот разор | банкрот | банкрот кудуретсиз | bankrot | iflas
profit revenue income earning | прибыл доход выруч | пайда кіріс табыс | пайда киреше | foyda
    daromad | kar. gelir kazanc
loss losses lose. | убыт потер | шығын залал | чыгым зыян | zarar yoqot | zarar kayip
salary wage pay. paid payment | зарплат выплат оплат плат | жалақы төлем төле айлық | айлык төлөм
    төлө маяна | maosh tolov tola | maas odeme ucret ode
pension retire | пенси | зейнетақы зейнет | пенсия | pensiya nafaqa | emekli
worker employ staff | работник сотрудник персонал рабоч | қызметкер жұмысшы | кызматкер жумушчу |
    xodim ishchi | calisan isci personel
job. jobs vacanc work. | работ ваканс | жұмыс | жумуш иш. | ish. vakans | is. istihdam
unemploy | безработ | жұмыссыз | жумушсуз | ishsiz | issiz
strike. | забастов | ереуіл | таштоо | tashlash | grev
oil. petrol crude | нефт бензин | мұнай бензин | мунай нефть бензин | neft benzin | petrol benzin
gas. | газ. газа газов | газ. | газ. | gaz. | gaz. dogalgaz
energy electric | энерг электр | энергия электр қуат | энергия электр кубат | energi elektr quvvat
    | enerji elektrik
nuclear atom | ядерн атомн аэс. | ядролық атом аэс. | ядролук атом аэс. | yadroviy atom aes. |
    nukleer
coal mine mining | шахт уголь угол рудник | шахта көмір кеніш | шахта көмүр кен. | shaxta komir
    kon. | maden komur
gold | золот | алтын | алтын | oltin | altin
plant. factory manufactur | завод фабрик производ | зауыт фабрика өндіріс | завод фабрика өндүрүш |
    zavod fabrika ishlab | fabrika uretim
construct build building | строит построй здани стройк | құрылыс салынды ғимарат | курулуш имарат |
    qurilish bino qur | insaat bina yapim
house home housing apartment | дом. дома домов жил квартир жиль | үй. үйі пәтер баспана | үй. үйү
    батир турак | uy. uyi kvartira uyjoy | ev. evi konut daire
farm agricultur crop harvest | сельск ферм урожа аграр | ферма егін | ферма түшүм | ferma hosil |
    tarim ciftci hasat
food. | еда. еды продукт продовольств питан | тамақ азық | тамак азык | oziq ovqat | gida yemek
water | вода воды водой водн воду | су. суы сумен | суу. суусу | suv. suvi | su. suyu
shop store retail | магазин | дүкен | дүкөн | dokon | magaza dukkan
sale sell sold buy bought purchas | продаж продал купи покуп | сату сатып сатылым сатыл | сатуу
    сатып сатыл | sotish sotib sotuv | satis satin satti
demand supply | спрос поставк | сұраныс жеткізу | жеткирүү | talab yetkaz | talep arz
growth rise. increas grew | рост. рост вырос увелич повыш | өсім өсті арт көтеріл | өсүш өстү арт
    көбөй | osish osdi oshir kopay | artis artti yuksel buyu
fall. decline drop decreas fell | паден сниз упал сокращ | төмен азай құлды | төмөн азай | pasay
    kamay tush | dusus dustu azal
launch start open. opened opening | запуск откры начал | аш ашыл баста | ачыл ишке башта | ochil
    ishga boshla | acil basla acti
close. closed closure shut | закры | жаб жабыл | жабыл | yop. yopil | kapat kapan
project plan. plans program | проект план программ | жоба жоспар бағдарлама | долбоор план
    программа | loyiha reja dastur | proje plan program
grant subsid aid. | субсид грант помощ | субсид грант көмек | субсид грант жардам | subsid grant
    yordam | hibe yardim
charit donat volunt | благотвор пожертв волонт доброволь | қайырымдылық волонт ерікті |
    кайрымдуулук волонт ыктыярчы | xayriya volont ehson | bagis hayir gonullu
"""
