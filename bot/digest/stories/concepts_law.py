"""Words of news about law, harm and war, as six languages have them. Data, written by hand.

A line is a concept: English | Russian | Kazakh | Kyrgyz | Uzbek | Turkish. A word belongs to
it if it begins so; with a full stop, if its stem is that. Uzbek is without apostrophes,
Turkish without dots and tails.
"""

LAW = """
court judg tribunal | суд. судь судебн судеб | сот. сотт судья | сот. сотт | sud. sudla sudya |
    mahkeme yargi hakim
trial hearing | процесс. заседани слушани разбирательств | отырыс іс | отурум | majlis | durusma
lawsuit sue. sued suing | иск. иска иски исков | талап | доо. | davo dava | dava
verdict sentenc convict | приговор осужд осуд | үкім сотталған сотталды | өкүм соттолгон | hukm
    sudlan | hukum mahkum
acquit | оправда | ақта | акта | oqlan | beraat
guilty | виновн вину вины вина. | кінәлі кінәсі айыпты | күнөөлү күнөөсү | aybdor | suclu
accus alleg charg indict | обвин | айыпта айып | айыпта айып | aybla ayb | sucla itham
suspect | подозр | күдік | шектүү шек | gumon shubha | supheli suphe zanli
arrest detain detention custody | арест задерж задержа арестов | қамау қамауға ұста ұсталды тұтқын
    | кама кармал камак | hibs qamoq qolga | tutukla gozalti
prison jail inmate | тюрьм тюрем колони заключен | түрме абақты | түрмө абак | qamoqxona qamoqqa |
    hapis hapse cezaev
police polis constable officer | полици милици мвд | полиция полицей | полиция милиция | politsi |
    polis
investigat probe. inquir | следств следоват расследов дознан | тергеу тергеп тергеуші | териштирүү
    тергөө тергөөчү | tergov surishtir | sorustur arastir
prosecutor | прокур | прокур | прокур | prokur | savci
lawyer attorney barrister | адвокат юрист | адвокат заңгер қорғаушы | адвокат юрист | advokat
    yurist | avukat
witness | свидетел очевид | куәгер куә. | күбө | guvoh | tanik
victim | жертв потерпевш пострадавш | құрбан жәбірленуші зардап | курман жабырлан жапа | qurbon
    jabrlan | kurban magdur
kill murder homicide slain | убил убит убив убийств убийц | өлтір | өлтүр | oldir otlik qotil qatl
    | cinayet katil oldur katlet
dead die. died dies death | смерт умер умир погиб сконча гибел | өлім қайтыс қаза өлді | өлүм каза
    өлгөн өлдү | olim vafot halok oldi. | ol. olum oldu vefat
injur wound hurt | ранен травм пострада | жарақат жаралан зардап | жаракат жарадар жабыркаган |
    jarohat yarador | yarala yarali
attack assault | нападен напал атак | шабуыл | чабуул | hujum | saldir saldiri
shoot shot. gunm gunfire | стрель выстрел стрел | атыс оқ атқан атып | атуу аткан ок. атыш | otish
    otil | ates vurul silahli
knife stab | нож. ножев ножом зарез | пышақ | бычак | pichoq | bicak
gun. weapon firearm | оружи пистолет автомат ружь | қару мылтық тапанша | курал мылтык | qurol |
    silah tabanca
rape. rapist sexual | изнасил насил сексуал | зорла зорлық жыныстық | зордукта зордук сексуал |
    zorla jinsiy | tecavuz cinsel taciz
robber robbed theft steal stole thief burglar | краж украл вор. ворова ограб похит угнал угон |
    ұры. ұрла тона қарақшы | уурда ууру тоноо | ogri ogir talon | hirsiz caldi soygun calinti
kidnap abduct hostag | похит похищ залож | ұрла кепіл | уурда барымта | ogir garov | kacir rehin
fraud scam | мошен обман афер | алаяқ алдау | алдамчы шылуун | firib aldov | dolandir sahte
bribe briber corrupt | взятк коррупц подкуп | пара. сыбайлас жемқор коррупц | пара. коррупц паракор
    | pora. korrupsi poraxor | rusvet yolsuzluk
fine fined penalt | штраф | айыппұл | айыппул | jarima | cezasi
crime criminal felon | преступ уголовн кримин | қылмыс | кылмыш | jinoyat | suc. suclu
drug. drugs narcot cocain heroin cannabis | наркот кокаин героин марихуан | есірткі | баңгизат |
    giyohvand narkot | uyusturucu
smuggl trafficking | контрабанд | контрабанда | контрабанда аткезчи | kontrabanda | kacak
law. laws legislat | закон. законо законы закона | заң. заңнама заңы | мыйзам | qonun | yasa. yasal
    kanun
bill. draft | законопроект | жоба | долбоор | loyiha | tasari
ban. banned bans prohibit | запрет запрещ | тыйым | тыюу тыйуу | taqiq | yasak
allow permit permiss licen | разреш лицензи допуст | рұқсат лиценз | уруксат лиценз | ruxsat
    litsenz | izin. izni lisans ruhsat
right rights | прав. права | құқық құқығ | укук | huquq | hak. haklar
violat breach | наруш | бұзу бұзған бұзды | бузуу бузган | buzish buzgan buzil | ihlal
protest demonstrat rall | протест митинг демонстрац | наразылық митинг шеру | нааразы митинг |
    norozi miting namoyish | protesto gosteri miting eylem
riot unrest clash | беспоряд столкнов | тәртіпсіздік қақтығыс | башаламан кагылыш | tartibsizlik
    toqnash | isyan catisma
terror extremis | террор экстрем | террор лаңкес экстрем | террор | terror ekstrem | teror
explosion blast bomb explod | взрыв бомб взорв | жарылыс бомба жарыл | жарылуу бомба жардыр |
    portla bomba | patla bomba
war. warfare | войн. войне военн. войн | соғыс | согуш | urush | savas
army military troops soldier | арми военн войск солдат военнослуж | әскер армия сарбаз | аскер
    армия жоокер | armiya harbiy askar | ordu asker
missile rocket | ракет | зымыран ракета | ракета | raketa | fuze roket
drone unmanned | беспилот дрон | дрон ұшқышсыз | дрон учкучсуз | dron uchuvchisiz | insansiz drone
defenc defens | оборон защит | қорған қорғау | коргон коргоо | mudofaa himoya | savunma
security safety safe | безопас охран | қауіпсіз күзет | коопсуз күзөт | xavfsiz | guvenlik guvenli
threat threaten danger risk | угроз опас риск | қауіп қатер тәуекел | коркунуч кооптуу тобокел |
    tahdid xavf | tehdit tehlike risk
border frontier | границ погранич | шекара | чекара | chegara | sinir
peace ceasefir truce | мир. мирн перемир | бейбіт бітім | тынчтык | tinchlik sulh | baris ateskes
refugee migrant asylum immigr | беженц мигрант иммигр | босқын мигрант көші | качкын мигрант |
    qochqin migrant | multeci gocmen
spy. spies espionag intelligence | шпион развед | тыңшы барлау | тыңчы чалгын | josus razvedka |
    casus istihbarat
hack cyberattack hacker | хакер взлом кибер | хакер кибер | хакер кибер | xaker kiber | hacker
    siber
slavery slave | рабств раб. | құлдық құл. | кулчулук кул. | qullik | kole
torture abuse | пыт пытк издев жесток | азапта қатыгез | кыйноо кордоо | qiynoq zorav | iskence
    istismar
racis | расис расов | нәсілшіл нәсіл | расис расалык | irqchi irqiy | irkci irk
genocid massacre | геноцид резн бойн | геноцид қырғын | геноцид кыргын | genotsid qirgin | soykirim
    katliam
fire blaze ablaze burn | пожар огонь огня поджог подожг сгор горел | өрт. өрті өртте жанып | өрт.
    өрттө күйгөн | yongin olov yondir | yangin alev yakil
firefighter firemen extinguish | пожарн тушен потуш спасател | сөндір құтқару | өчүр куткар |
    otochir qutqar ochir | itfaiye sondur
rescue saved | спас. спасл спасен спасат | құтқар | куткар | qutqar | kurtar
earthquak quake seismic | землетряс сейсм толчк | сілкін зілзала сейсм дүмпу | титирө сейсм |
    zilzila seysm | deprem sismik
flood | наводнен паводк затоп потоп | тасқын | ташкын сел. | toshqin | sel.
storm hurricane cyclon typhoon tornado | ураган шторм буря тайфун циклон торнадо | дауыл боран
    құйын тайфун | бороон чапкын тайфун | boron dovul tayfun toqon | firtina kasirga tayfun hortum
avalanch landslid mudflow | лавин оползн сел. селя | көшкін | көчкү | koch | cig heyelan
volcan erupt | вулкан изверж | жанартау вулкан | вулкан | vulqon | yanardag volkan
drought | засух | құрғақшылық | кургакчыл | qurgoqchil | kuraklik
disaster catastroph emergenc | катастроф чрезвычайн бедств чп. | апат төтенше | кырсык өзгөчө |
    falokat favqulodda | afet felaket acil
accident crash collid collision | авари дтп столкн катастроф | апат соқтығыс | кырсык кагыш | avari
    halokat toqnash hodisa | kaza carpis
drown sank sink | утон тонул потоп | батып бат | чөгүп чөккөн сууга | chok chokib | bogul batti
collaps | обруш рухнул обвал | құлау құлады опырыл | урап кулап кыйра | qula | cok. coktu yikil
missing disappear lost | пропал исчез потерян | жоғал | жогол дайынсыз | yoqol bedarak | kayip
    kaybol
search. | поиск розыск | іздеу іздестір | издөө изде | qidir | ara. arama
leak spill | утечк разлив | ағып төгіл | агып төгүл | oqib sizib | sizinti sizdi
toxic poison | отрав токсич ядовит | улан улы. | ууланган уу. | zahar | zehir
suicid | самоубий суицид | суицид | суицид | suitsid | intihar
violenc violent | насил | зорлық зомбылық | зомбулук зордук | zoravon | siddet
beat. beaten fight. brawl | избил избиен драк побои | соққы төбелес | сабоо мушташ урган | kaltak
    mushtlash urish | dovdu darp kavga
apolog | извин | кешірім | кечирим | uzr kechirim | ozur
shelter evacuat | эвакуац эвакуир | эвакуац көшір | эвакуац көчүр | evakuats kochir | tahliye
hide hidden conceal | скры скрыв | жасыр | жашыр | yashir | gizle sakla
illegal unlawful | незакон нелегал | заңсыз | мыйзамсыз | noqonun | yasadisi
"""
