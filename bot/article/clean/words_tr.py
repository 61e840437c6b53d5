"""What page furniture says in Turkish."""

from bot.article.clean.tables import Words, phrases, starts

WORDS = Words(
    share=phrases("""
        paylaş; paylaşın; haberi paylaş; bu haberi paylaş; yazıyı paylaş; bu yazıyı paylaş;
        sosyal medyada paylaş; paylaşım; yazdır; haberi yazdır; e-posta gönder; e-posta ile
        gönder; arkadaşına gönder; bağlantıyı kopyala; linki kopyala; kopyalandı; takip et; bizi
        takip edin; takipte kalın; beğen; kaydet; favorilere ekle; sosyal medya; yazı boyutu
    """),
    comments=phrases("""
        yorum; yorumlar; yorum yap; yorum yaz; yorum yapın; yorum yazın; yorum ekle; yorum gönder;
        yorumunuz; yorumunuzu yazın; ilk yorumu sen yap; ilk yorumu siz yapın; ilk yorumu yapan
        siz olun; tüm yorumlar; yorumları gör; yorumları göster; yorumları oku; okur yorumları;
        son yorumlar; henüz yorum yok; henüz yorum yapılmamış; yanıtla; cevapla; bir yorum yazın;
        bir cevap yazın; adınız; e-posta adresiniz; yorumlar kapalı
    """),
    menu=phrases("""
        ana sayfa; anasayfa; ara; arama; menü; içeriğe geç; içeriğe atla; iletişim; bize ulaşın;
        bize yazın; hakkımızda; künye; reklam; reklam verin; reklam ver; sponsorlu; sponsorlu
        içerik; ilan; ilanlar; resmi ilanlar; gizlilik; gizlilik politikası; gizlilik sözleşmesi;
        çerez politikası; çerez ayarları; çerezler; kişisel verilerin korunması; kvkk; kullanım
        şartları; kullanım koşulları; kullanıcı sözleşmesi; yasal uyarı; tüm hakları saklıdır;
        site haritası; arşiv; haber arşivi; abone ol; abone olun; abonelik; üye ol; üye olun;
        üyelik; üye girişi; giriş; giriş yap; giriş yapın; oturum aç; çıkış; kayıt ol; hesabım;
        şifre; şifremi unuttum; destek ol; bağış yap; başa dön; yukarı çık; yukarı; önceki;
        sonraki; önceki haber; sonraki haber; sonraki sayfa; önceki sayfa; devamı; devamını oku;
        devamı için tıklayın; haberin devamı; daha fazla; daha fazlası; daha fazla göster; daha
        fazla yükle; tümünü gör; tümünü göster; hepsini gör; tüm haberler; ayrıntılar için
        tıklayın; detaylar için tıklayın; ayrıca bakınız; ayrıca okuyun; bunu da okuyun; bunlar da
        ilginizi çekebilir; ilginizi çekebilir; ilginizi çekebilecek haberler; ilgili haberler;
        ilgili haber; ilgili yazılar; ilgili içerikler; benzer haberler; benzer yazılar; benzer
        içerikler; önerilen haberler; sizin için seçtiklerimiz; çok okunanlar; en çok okunanlar;
        en çok okunan haberler; çok okunan haberler; en çok yorumlananlar; en çok paylaşılanlar;
        en çok izlenenler; günün haberleri; günün öne çıkanları; öne çıkanlar; öne çıkan haberler;
        son dakika; son dakika haberleri; son haberler; son eklenenler; manşetler; manşet;
        editörün seçtikleri; yazarlar; köşe yazıları; tüm yazıları; yazarın diğer yazıları; foto
        galeri; fotogaleri; video galeri; galeri; canlı yayın; canlı izle; bülten; e-bülten;
        bültene abone ol; bildirimler; bildirimleri aç; uygulamayı indir; mobil uygulama; etiket;
        etiketler; kategoriler; hata bildir; yükleniyor; kapat; iptal; gönder; tamam; kabul et;
        kabul ediyorum; reddet; kaynak
    """),
    sections=phrases("""
        gündem; siyaset; ekonomi; dünya; türkiye; spor; futbol; basketbol; kültür; kültür sanat;
        sanat; magazin; sağlık; eğitim; teknoloji; bilim; yaşam; asayiş; yerel; güncel; otomobil;
        sinema; müzik; kitap; turizm; çevre; astroloji; hava durumu; röportaj; analiz; medya
    """),
    labels=phrases("""
        etiket; etiketler; anahtar kelimeler; kategori; kategoriler; paylaş; yayınlanma;
        yayınlanma tarihi; yayın tarihi; güncelleme; güncelleme tarihi; son güncelleme; giriş
        tarihi; eklenme tarihi; okunma; okunma sayısı; yorumlar; yorum; takip edin
    """),
    credit_labels=phrases("""
        fotoğraf; fotoğraflar; foto; görsel; görseller; kaynak; kaynaklar; haber kaynağı; muhabir;
        editör; haber; kamera; haberi hazırlayan; hazırlayan; derleyen; çeviren; yazan; arşiv;
        fotoğraf kaynağı; görsel kaynağı; infografik
    """),
    related_labels=phrases("""
        ilgili haber; ilgili haberler; ilginizi çekebilir; bunlar da ilginizi çekebilir; ayrıca
        bakınız; ayrıca okuyun; bunu da okuyun; benzer haber; benzer haberler; önerilen haber;
        okumadan geçmeyin
    """),
    agencies=phrases("aa; dha; iha; anka"),
    dates=phrases("""
        ocak; şubat; mart; nisan; mayıs; haziran; temmuz; ağustos; eylül; ekim; kasım; aralık;
        pazartesi; salı; çarşamba; perşembe; cuma; cumartesi; pazar; bugün; dün
    """),
    date_company=phrases("""
        saat; tarihi; tarih; yayınlanma; güncelleme; son; güncellenme; eklenme; giriş; önce; dakika
    """),
    counted=phrases("yorum; okunma; görüntülenme; beğeni; paylaşım"),
    measures=phrases("kez; dk; dakika; okundu; okuma; süresi"),
    openers=starts("""
        yayınlanma tarihi; güncelleme tarihi; son güncelleme; giriş tarihi; okunma sayısı; kaynak;
        etiketler
    """),
    calls=starts("""
        abone olun; abone olmak için; bültenimize; e-bültenimize; haber bültenimize; bizi takip;
        bizi sosyal medya*; bizi google*; bizi facebook*; bizi twitter*; bizi instagram*; bizi
        telegram*; bizi whatsapp*; bizi youtube*; takipte kalın; bu haberi paylaş*; bu yazıyı
        paylaş*; haberi paylaş*; yorum yapmak için; yorum yazmak için; yorum yapabilmek için;
        yorumlarınızı; görüşlerinizi yorum*; ilk yorumu; haberin devamı için; haberin devamını
        okumak; devamını okumak için; devamı için tıkla*; tamamını okumak için; ayrıntılar için
        tıkla*; detaylar için tıkla*; daha fazlası için; uygulamamızı indir*; mobil uygulamamızı;
        uygulamayı indir*; ücretsiz üye ol*; hemen üye ol*; hemen abone ol*; bildirimleri aç*;
        son dakika haberleri için; son dakika haberlerinden haberdar; gelişmeleri kaçırma*;
        hiçbir gelişmeyi kaçırma*; e-posta adresiniz yayınlan*; e-posta hesabınız yayımlan*; bu
        site çerez*; sitemizde çerez*; web sitemizde çerez*; çerezleri kullan*; bize yazın; bize
        ulaşın; ihbar hattı*; whatsapp ihbar; haberinizi bize; bağımsız gazeteciliğe destek;
        bağımsız haberciliğe destek; gazeteciliğimize destek; reklam vermek için
    """),
    related=starts("""
        ayrıca bakınız; ayrıca okuyun; bunu da okuyun; bunlar da ilginizi; ilginizi çekebilir;
        ilginizi çekebilecek; ilgili haber; ilgili haberler; benzer haberler; en çok okunan; çok
        okunan haberler; okumadan geçmeyin; tüm haberler için; ana sayfaya dön
    """),
    credits=starts("""
        haberi hazırlayan; fotoğraf kaynağı; görsel kaynağı; temsili fotoğraf; temsili görsel;
        arşiv fotoğrafı
    """),
    inside=starts("""
        abone olun; bültenimize abone; bültenimize kaydol*; kanalımıza abone*; kanalımıza katıl*;
        kanalımızdan takip; kanalımızı takip; hesabımızı takip; hesabımızdan takip;
        sayfamızı beğen*; uygulamamızı indir*; bizi takip ed*; yorum yapmak için giriş; okumak
        için üye ol*; üye girişi yap*
    """),
    rights=starts("""
        tüm hakları saklıdır; her hakkı saklıdır; izinsiz kullanılamaz; izinsiz kopyalanamaz;
        kaynak gösterilmeden
    """),
)
