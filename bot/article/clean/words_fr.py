"""What page furniture says in French."""

from bot.article.clean.tables import Words, phrases, starts

WORDS = Words(
    share=phrases("""
        partager; partagez; partager l'article; partager cet article; partager sur; partager via;
        partager par e-mail; imprimer; imprimer l'article; envoyer; envoyer par e-mail; envoyer à
        un ami; copier le lien; lien copié; copier l'url; suivez-nous; nous suivre; suivre;
        enregistrer; sauvegarder; ajouter aux favoris; offrir cet article; version imprimable;
        réseaux sociaux; sur les réseaux sociaux; partages; retrouvez-nous; épingler
    """),
    comments=phrases("""
        commentaire; commentaires; commenter; réagir; vos réactions; vos commentaires; laisser un
        commentaire; ajouter un commentaire; poster un commentaire; publier un commentaire; écrire
        un commentaire; aucun commentaire; pas de commentaire; lire les commentaires; voir les
        commentaires; voir tous les commentaires; afficher les commentaires; tous les
        commentaires; derniers commentaires; répondre; votre commentaire; votre nom; votre e-mail;
        votre adresse e-mail; les commentaires sont fermés; commentaires fermés
    """),
    menu=phrases("""
        accueil; page d'accueil; menu principal; recherche; rechercher; aller au contenu; aller
        au contenu principal; contact; contactez-nous; nous contacter; à propos; qui sommes-nous;
        mentions légales; conditions générales; conditions générales d'utilisation; cgu; cgv;
        politique de confidentialité; confidentialité; données personnelles; gestion des cookies;
        gérer les cookies; tout accepter; tout refuser; accepter; continuer sans accepter; plan
        du site; publicité; annonce; contenu sponsorisé; sponsorisé; partenaires; nos
        partenaires; recrutement; archives; abonnement; abonnements; s'abonner; je m'abonne;
        abonnez-vous; abonnés; réservé aux abonnés; article réservé aux abonnés; contenu réservé
        aux abonnés; déjà abonné; se connecter; connexion; connectez-vous; déconnexion;
        s'inscrire; inscription; inscrivez-vous; mon compte; créer un compte; mot de passe; mot
        de passe oublié; s'identifier; identifiez-vous; faire un don; je fais un don; nous
        soutenir; haut de page; retour en haut; retour à l'accueil; précédent; suivant; page
        suivante; page précédente; article suivant; article précédent; lire la suite; lire
        l'article; lire plus; en savoir plus; voir plus; voir tout; voir aussi; afficher plus;
        charger plus; plus d'infos; lire aussi; à lire aussi; à lire; à lire également; lire
        également; à voir; à voir aussi; à découvrir; à ne pas manquer; sur le même sujet; sur le
        même thème; dans la même rubrique; sur ce sujet; articles liés; articles similaires;
        articles associés; articles recommandés; nos recommandations; recommandé pour vous; vous
        aimerez aussi; vous pourriez aussi aimer; cela peut vous intéresser; les plus lus; les
        plus partagés; les plus commentés; les plus récents; articles les plus lus; le plus lu;
        dernières actualités; dernières infos; derniers articles; dernières nouvelles; toute
        l'actualité; toutes les actualités; tous les articles; actualités; à la une; en direct;
        en continu; le fil info; newsletter; newsletters; nos newsletters; lettre d'information;
        notifications; alertes; applications; nos applications; étiquettes; mots-clés; thèmes;
        rubriques; plus d'articles; signaler une erreur; signaler; chargement; fermer; annuler;
        valider; diaporama; voir la vidéo; voir les photos; agrandir l'image
    """),
    sections=phrases("""
        politique; économie; société; monde; international; france; europe; culture; sport;
        sports; sciences; science; santé; environnement; planète; éducation; justice; faits
        divers; régions; médias; opinions; débats; idées; tribunes; entretien; météo; cinéma;
        musique; livres; télévision; technologie; high-tech; voyage; immobilier; emploi
    """),
    labels=phrases("""
        partager; partager sur; publié le; mis à jour le; mots-clés; mots clés; tags; thèmes;
        étiquettes; rubrique; catégorie; catégories; commentaires; suivez-nous; temps de lecture
    """),
    credit_labels=phrases("""
        photo; photos; photographie; crédit; crédits; crédit photo; crédits photo; crédits photos;
        image; illustration; infographie; source; sources; auteur
    """),
    related_labels=phrases("""
        lire aussi; à lire aussi; à lire; à lire également; lire également; voir aussi; à voir; à
        voir aussi; à écouter; écouter aussi; sur le même sujet; sur le même thème; lire; relire
    """),
    dates=phrases("""
        janvier; février; mars; avril; mai; juin; juillet; août; septembre; octobre; novembre;
        décembre; lundi; mardi; mercredi; jeudi; vendredi; samedi; dimanche; aujourd'hui; hier
    """),
    date_company=phrases("""
        le; à; h; publié; mis; jour; modifié; mise; et; heure; il; y; a
    """),
    counted=phrases("commentaire; commentaires; partages; réactions; vues; lectures"),
    measures=phrases("min; minutes; de; lecture; les; lire; voir"),
    openers=starts("""
        publié le; mis à jour le; modifié le; par la rédaction; la rédaction; avec afp; source;
        temps de lecture
    """),
    calls=starts("""
        abonnez-vous; inscrivez-vous; inscrivez vous; suivez-nous; suivez nous; suivez toute
        l'actualité; rejoignez-nous; rejoignez notre; rejoignez la communauté; téléchargez notre;
        téléchargez l'appli*; retrouvez-nous; retrouvez toute l'actualité; retrouvez nos; recevez
        chaque; recevez nos; recevez notre; recevez toute; recevez gratuitement; recevez
        l'essentiel; recevez le meilleur; ne manquez rien; ne ratez rien; ne manquez aucun*;
        partager cet; partager l'article; partager sur; partagez cet; partagez l'article;
        partagez sur; laissez un commentaire; laisser un commentaire; lire les commentaires;
        réagissez à; donnez votre avis; connectez-vous pour; créez un compte; créez votre compte;
        cet article est réservé; article réservé; contenu réservé; déjà abonné; pour lire la
        suite; la suite est réservée; vous avez une information; vous avez une info;
        écrivez-nous; contactez-nous; signaler une erreur; vous avez repéré une erreur; soutenez
        notre; soutenez une presse; soutenez un journalisme; faites un don; en poursuivant votre
        navigation; ce site utilise; nous utilisons des cookies; votre adresse e-mail ne sera;
        activez les notifications; activer les notifications; cliquez ici; essai gratuit; offre
        spéciale; testez gratuitement; découvrez nos offres
    """),
    related=starts("""
        à lire aussi; lire aussi; à lire également; lire également; à voir aussi; voir aussi; sur
        le même sujet; sur le même thème; lire la suite; lire l'article; en savoir plus; retour à
        l'accueil; retour en haut; plus d'articles; tous les articles; toute l'actualité; les
        articles les plus lus; à lire sur
    """),
    credits=starts("""
        crédit photo; crédits photo; crédit image; photo d'illustration; photo d'archives; image
        d'illustration; la rédaction avec; avec afp; avec reuters; article publié initialement;
        cet article a été publié
    """),
    signed=starts("""
        photo de; photos de; propos recueillis par; écrit par; rédigé par; publié par; texte de;
        traduit par; avec la collaboration de
    """),
    inside=starts("""
        abonnez-vous à; abonnez-vous dès; à notre newsletter; à nos newsletters; à notre lettre
        d'information; notre chaîne whatsapp; notre chaîne telegram; notre chaîne youtube;
        suivez-nous sur; retrouvez-nous sur; inscrivez-vous à; réservé à nos abonnés; réservé aux
        abonnés; cliquez ici; champs obligatoires
    """),
    rights=starts("""
        tous droits réservés; tous droits de reproduction; reproduction interdite; toute
        reproduction; reproduction partielle
    """),
)
