"""What page furniture says in English, and what is written alike everywhere."""

from bot.article.clean.tables import Words, phrases, starts

WORDS = Words(
    networks=phrases("""
        facebook; twitter; instagram; youtube; telegram; whatsapp; viber; vk; vkontakte;
        odnoklassniki; linkedin; pinterest; reddit; tumblr; tiktok; rss; digg; delicious;
        del.icio.us; stumbleupon; google; google+; livejournal; flipboard; messenger; email;
        e-mail; newsvine; fark; bluesky; mastodon; skype; wechat; weibo; xing; snapchat; fb;
        tweet; dzen; newsletter; podcast; sms; viadeo; mixx; technorati; myspace
    """),
    share=phrases("""
        share; share this; share it; share on; share via; share to; sharing; shares; shared;
        print; share this article; share this story; share this page; share this post; share
        article; share this with; share this on; share this page with a friend; save this
        article; bookmark; print this; print this page; print this article; print article; print
        page; print story; printable version; printer friendly; printer friendly version;
        printer-friendly; printer-friendly version; email this; email this article; e-mail this
        article; email article; email this story; email to a friend; email to friend; email a
        friend; send to a friend; send to friend; send by email; send via email; tell a friend;
        copy link; copy url; link copied; copy link to clipboard; tweet this; reddit this; digg
        this; like this; recommend; recommended; recommend this; permalink; short link; embed;
        text size; font size; decrease text size; increase text size; save for later; add to
        favorites; reprints; get link; more sharing; more sharing options; share options; sharing
        options; reblog; follow; followers; following; follow us; follow me; like us; join us;
        connect with us; connect with me; stay connected; social media; social networks; follow
        us on; find us on; find us on facebook; follow us on twitter; follow us on facebook;
        follow us on instagram; like us on facebook; follow us on social media; click to rate;
        rate this; rate this article; rate; rating; report abuse; report an error; report a typo
    """),
    comments=phrases("""
        comment; comments; comments off; no comments; no comments yet; add comment; add a
        comment; add your comment; post a comment; post comment; leave a comment; leave comment;
        leave a reply; leave reply; write a comment; view comments; read comments; show comments;
        hide comments; load comments; all comments; join the conversation; join the discussion;
        have your say; your comment; your comments; reply; cancel reply; discussion; responses;
        comments are closed; comments closed; comments for this thread are now closed; be the
        first to comment; be the first to comment on this story; view more comments; recent
        comments; latest comments; top comments; most comments; most commented; your name; your
        email; your message; captcha; submit comment; respond; email address; your email address;
        website url; reader comments; comment on this; comment on this article; comment on this
        story; log in to comment; login to comment; sign in to comment; see all comments; newest;
        oldest; sort by; newest first; oldest first; show more comments; previous comments; share
        your thoughts; trackback; trackbacks; pingback; reply to this; 0 comments; add your
        comments; please add comments; add new comment; readers' comments
    """),
    menu=phrases("""
        home; homepage; home page; main menu; menu; navigation; search; search this site; search
        site; search for; advanced search; site search; skip to content; skip to main content;
        skip to navigation; jump to content; skip to primary content; skip to secondary content;
        skip to search; skip to footer; post navigation; contact; contact us; contacts; about;
        about us; about the author; about this site; advertise; about this article; article
        history; author; authors; author information; advertise with us; advertisement;
        advertisements; advertisement feature; advert; ad; ads; ads by google; ad choices;
        adchoices; sponsored; sponsored by; sponsored links; sponsored content; sponsored
        stories; sponsored link; promoted; promoted content; promoted stories; paid content; paid
        post; partner content; partners; our partners; privacy policy; privacy statement; privacy
        notice; privacy settings; your privacy choices; cookie policy; cookies; cookie settings;
        cookie preferences; manage cookies; accept; accept all; accept cookies; reject all; i
        agree; allow; terms; terms of use; terms of service; terms and conditions; terms &
        conditions; legal notice; legal notices; conditions of use; imprint; accessibility help;
        accessibility links; site map; sitemap; site index; faq; faqs; feedback; work for us;
        media kit; press room; press office; newsletters; newsletter; newsletter sign up;
        newsletter signup; sign up for newsletter; email newsletter; email newsletters; email
        alerts; e-mail alerts; rss feed; rss feeds; feeds; news feeds; alerts; mobile site;
        mobile apps; iphone app; ipad app; android app; e-edition; e-paper; epaper; digital
        edition; print edition; today's paper; current issue; back issues; archive; archives;
        subscribe; subscribe now; subscribe today; subscription; subscriptions; subscribe to our
        newsletter; subscribe to newsletter; subscribe here; subscribe for free; subscriber
        services; subscribers; subscriber only; subscribers only; register; register now; sign
        in; sign up; sign up now; sign out; log in; login; log out; logout; log-in; my account;
        account; my profile; profile; create account; create an account; forgot password; forgot
        your password; password; username; remember me; donate; donate now; support us; become a
        member; join; join now; back to top; top; go to top; return to top; back to home;
        previous; prev; next page; previous page; next article; previous article; next post;
        previous post; next story; previous story; newer; older; newer post; older post; newer
        posts; older posts; more; more...; read more; read the full story; read full story; read
        full article; read on; read more here; read the full article; learn more; see more; view
        more; show more; load more; more info; more information; continue reading; continue; keep
        reading; full story; full article; find out more; expand; collapse; view all; see all;
        show all; view gallery; view full size; view larger image; view photos; view image;
        enlarge; enlarge image; enlarge photo; click to enlarge; zoom; close; cancel; submit;
        send; reset; apply; filter; select one; pause; mute; replay; play video; watch now; watch
        live; watch video; listen live; listen now; live tv; live now; now playing; up next;
        autoplay; loading; loading...; please wait; advertisement - story continues below; story
        continues below; article continues below; story continues below advertisement; article
        continues below advertisement; continue reading the main story; continue reading below;
        scroll to continue; scroll to continue with content; skip advertisement; skip ad;
        advertisement skip; content continues below; story continues after advertisement;
        related; related articles; related stories; related news; related topics; related
        content; related posts; related links; related video; related videos; related story;
        related article; related coverage; related items; related to this; related internet
        links; see also; also read; read also; read next; what to read next; more on this; more
        on this story; more on this topic; more stories; more news; more like this; more from;
        more about; more articles; more headlines; more in; more top stories; more video; more
        videos; you may also like; you might also like; you may like; you might like; you may
        also be interested in; recommended for you; recommended stories; recommended reading; for
        you; recommended articles; recommended videos; around the web; from the web; from around
        the web; elsewhere on the web; from our partners; popular; most popular; most read; most
        viewed; most shared; most emailed; most e-mailed; most watched; most recent; trending;
        trending now; trending topics; top stories; top story; top news; top headlines; latest;
        latest news; latest stories; latest headlines; latest articles; latest posts; latest
        videos; recent posts; recent articles; recent stories; recent news; breaking news;
        headlines; featured; featured stories; featured articles; featured video; features;
        editor's picks; editors' picks; editor's choice; editors picks; must read; must reads;
        don't miss; hot topics; popular posts; today's top stories; in this article; in this
        story; on this page; table of contents; key points; in the news; elsewhere; in pictures;
        in other news; topics; tags; tag; tagged; categories; category; filed under; filed in;
        keywords; sections; section; topics in this article; explore more; explore; discover;
        article tools; story tools; page tools; links; quick links; useful links; external links;
        corrections; reprints & permissions; permissions; our network; network; classifieds;
        place an ad; special offers; competitions; contests; advertiser content; special reports;
        customer service; customer care; letters to the editor; submit a letter; upcoming events;
        image; caption; hide caption; toggle caption; image caption; media caption; image source;
        image copyright; photo gallery; photo galleries; galleries; gallery; slideshow; slide
        show; media; related media; multimedia; photo; photos; video; videos; audio; pictures;
        infographic; interactive; hide; show; show/hide; view; views; reads; download; upload;
        install; get the app; download the app; download app; download our app; follow author;
        follow this author; see my profile; author archive; view all posts; staff writer; staff
        reporter; correspondent; advertisement continue reading the main story; you are here;
        published; updated; posted; last updated; last modified; published on; posted on; posted
        by; written by; reported by; modified; source; sources; article; articles; tweet; tweets;
        our channel; our chat; our bot; join channel; join the channel; open in app; message us;
        suggest news; send news; article content; ad policy; hide this; transcript
    """),
    sections=phrases("""
        news; world; world news; uk; uk news; u.s.; us; us news; usa; local; local news;
        national; international; regional; nation; metro; politics; business; business news;
        economy; markets; money; finance; personal finance; investing; companies; industry;
        energy; real estate; property; technology; tech; science; space; environment; health;
        health news; education; lifestyle; life & style; life and style; life; style; fashion;
        beauty; food; food & drink; food and drink; travel; travel news; culture; arts; arts &
        culture; arts & entertainment; entertainment; celebrity; celebrities; music; movies;
        film; films; tv; television; tv & radio; books; theatre; theater; art; comics; games;
        gaming; puzzles; crosswords; crossword; horoscope; horoscopes; sport; sports; football;
        soccer; cricket; tennis; golf; rugby; hockey; boxing; baseball; basketball; nfl; nba;
        nhl; mlb; f1; formula 1; racing; motorsport; cycling; athletics; olympics; other sports;
        opinion; opinions; editorial; editorials; columns; columnists; commentators; analysis;
        blogs; blog; letters; weather; obituaries; crime; events; community; communities; family;
        parenting; cars; motoring; autos; auto; homes; home & garden; magazine; society;
        religion; media; history; africa; asia; europe; americas; middle east; latin america;
        north america; australia; canada; india; china; russia; podcasts; reviews; shop;
        shopping; store; weddings; announcements; dating; people; fun; innovation; wellness;
        fitness; women; men; kids; tv listings; traffic; lottery; forums; forum; poll; polls;
        calendar; yes; no; ok; hello; hi; go; or; by; on; at; in; from; agree; got it; done; all;
        first; last; date; time; story; stories; choose; select; play; watch; listen; open; edit;
        page; pages; welcome; back; next; site; web; internet; website; live; offers; deals;
        tools; resources; services; topic; support; help; jobs; careers; press; premium; legal;
        mobile; apps; agencies; staff; wire; graphic; name; message; subject; best; up; down;
        required; optional; post; discuss; conversation; average; votes; vote; report; larger;
        smaller; bigger; link; clip; connect; flag; save; x; line; plus; buzz; pocket; threads;
        mail; advertising; privacy; copyright; disclaimer; accessibility; membership;
        registration; settings; options
    """),
    labels=phrases("""
        tags; tagged; topics; categories; category; keywords; posted in; posted by; posted on;
        posted; published; updated; last updated; last modified; comments; share; share this;
        share on; follow; follow us; follow us on; print; permalink; short link; url; link to
        this; text size; font size; previous; prev; top stories; advertisement; sponsored;
        reprint; isbn; doi; copyright; short url; sponsored by; log in with; also in
    """),
    credit_labels=phrases("""
        photo; photos; photo by; photo credit; image; images; picture; pictures; credit; credits;
        illustration; photograph; photographs; file photo; filed under; our standards; source;
        sources
    """),
    related_labels=phrases("""
        related; related stories; related articles; read more; read also; also read; see also;
        most read; most popular; read next; up next; in this article; more on this; more on this
        story
    """),
    agencies=phrases("""
        reuters; getty; afp; ap; epa; sputnik; tass; bloomberg; shutterstock; istock;
        istockphoto; alamy; depositphotos; dreamstime; unsplash; pixabay; pexels; flickr;
        wikimedia; anadolu; xinhua; kyodo; pa; rex; corbis; instagram; facebook; youtube;
        telegram; gettyimages; dpa; zuma; nasa; handout; upi; cp; wenn; splash; twitter; x;
        ap-photo; imago; ritzau; ansa; efe; tt; newscom; vkontakte; presse; yonhap;
        globallookpress; legion-media; qazinform; kazinform; akorda; tengrinews; tengrinews.kz;
        zakon.kz; epa-efe; ria; azattyq; inform.kz; egemen.kz; egemen; gov.kz; iaea
    """),
    dates=phrases("""
        jan; feb; mar; apr; may; jun; jul; aug; sep; sept; oct; nov; dec; january; february;
        march; april; june; july; august; september; october; november; december; monday;
        tuesday; wednesday; thursday; friday; saturday; sunday; mon; tue; tues; wed; thu; thur;
        thurs; fri; sat; sun; today; yesterday; ago
    """),
    date_company=phrases("""
        am; pm; a.m; p.m; gmt; est; edt; pst; pdt; bst; cet; cst; utc; et; ist; msk; at; on; by;
        in; of; the; st; nd; rd; th; hours; hour; hrs; minutes; minute; mins; min; days; day;
        weeks; week; months; month; years; year; read; published; updated; posted; last;
        modified; date; created; time; first; publish; comments; comment
    """),
    counted=phrases("""
        comment; comments; view; views; read; reads; share; shares; vote; votes; reply; replies;
        tweet; tweets; follower; followers
    """),
    measures=phrases("""
        min; mins; minute; minutes; of; result; results; page; pages; post; posts; image; images;
        video; videos; photo; photos; like; likes
    """),
    openers=starts("""
        posted by; posted in; posted on; posted at; posted under; published by; published in;
        published on; published at; filed under; filed in; filed to; tagged with; tagged as; last
        modified; last updated; updated on; updated at; related stories; related articles;
        related topics; trending now; popular; latest; top stories; all comments; view comments;
        read comments; read all; read; watch; listen; see photos; recent; comments; comment;
        print; email; e-mail; tweet; send; rate; download; buy; order; shop; recommend;
        copyright; terms; privacy; about the; advertise; newsletter; newsletters; subscribe;
        subscription; register; sign up; sign in; log in; login; join; follow; share; explore;
        discover; browse; search; find; enter; choose; select; go to; back to; next; previous;
        prev; more; see; show; hide; view; get; play; by; author; topics; tags; categories;
        sponsored by; presented by; powered by; most read; most popular; report by
    """),
    calls=starts("""
        click here; subscribe to; subscribe for; subscribe now; subscribe today; subscribe here;
        sign up for; sign up to; sign up now; sign up here; sign up today; sign up and get; signup
        for; register now; register for free; register here; register to comment; log in to; login
        to; log in or; login or; sign in to; sign in or; please log in; please login; please sign
        in; please register; please enable; please read our; please subscribe; please consider;
        download our; download the app; get the app; get the latest; get breaking news; get
        unlimited; get full access; start your free; already a subscriber; already a member;
        already have an account; not a subscriber; not a member; not registered; create a free
        account; follow us; like us on; join us on; join the conversation; join the discussion;
        follow him on; follow her on; follow me on; follow them on; follow the author; connect
        with us; leave a comment; leave a reply; leave your comment; post a comment; post your
        comment; add your comment; add a comment; be the first to comment; comments on this;
        comments have been; comments for this; comments must; comments posted; have your say;
        contact the author; contact the writer; contact the reporter; you need to be logged; you
        need to log in; share your thoughts; share your view*; share your comment*; share your
        story; share your opinion; share this; share on; share via; want to read more; for more
        information visit; for more information please; for more stories; for more news; for more
        on this; to read more; to comment on this; to subscribe; this site uses; this website
        uses; we use cookies; we and our partners; by clicking; by signing up; by submitting; by
        continuing to; by subscribing; enable javascript; this article was published; this article
        appeared; this article has been; this story first; stay up to date; stay informed; stay
        connected; do you have a story; have a story; got a story; got a tip; got a news tip; have
        a news tip; see a mistake; spotted an error; found a mistake; found an error; report an
        error; report a typo; support local journalism; make a donation; become a fan; click to
        enlarge; click to tweet; click to share; click to read; click to view; click to subscribe;
        click to expand; click to play; please enter your; get our free; get our app; get our
        newsletter; tell us what you; send us your; send us a tip; join our telegram; join our
        whatsapp; join our channel; join our newsletter; join our community; want more stories;
        want more news; want more like; support our journalism; support our work; support our
        newsroom; support independent journalism; become a member today; become a subscriber;
        never miss a story; never miss an update; follow this topic; follow this author; follow
        this story; this video is not; this video is unavailable; this video cannot; this video
        can not; your browser does; your browser is; your browser doesn't; by using this site; by
        using this website; comments are closed; comments are moderated; comments are off;
        comments are disabled; comments are subject; comments are not; comments are the opinion*;
        contact us at; email us at; e-mail us at; to view this video; to view this content; to
        report a typo; this content is not available; find us on facebook; find us on twitter;
        find us on instagram; find us on telegram; you can follow us; you can also follow;
        javascript is disabled; javascript is required; be a fan of; you must be logged; you must
        be registered; you must log in; this advertisement has not; we apologize but this video;
        by signing up you; here's what other readers; the comments below; submitted comments
    """),
    related=starts("""
        read also; also read; see also; read more; read next; read the full story; read the full
        article; read this next; read our; more on this story; more on this topic; continue
        reading; in case you missed; you may also like; you might also like; you might like;
        recommended for you; read more about; read more at; read more on; read full; see all;
        view all; view more; view full; view gallery; view photos; show more; load more; more
        from; more news from; more stories; more news; more articles; back to top; back to the
        top; skip to; return to top; return to home; jump to navigation; jump to content; jump to
        comments
    """),
    credits=starts("""
        this article was originally published; this article originally appeared; this story was
        originally; this article first appeared; this post first appeared; this story originally;
        originally published; first published; our standards; reporting by; additional reporting
        by; editing by; writing by; editor's note; photo courtesy; photo credit; image credit;
        image courtesy; image source; image copyright; image caption; media caption; a version of
        this article; a version of this story; file photo by
    """),
    signed=starts("""
        written by; edited by; compiled by; reported by; story by; words by; photo by; photos by;
        photograph by; photographs by; image by; images by; illustration by; picture by; pictures
        by; video by; graphic by
    """),
    inside=starts("""
        subscribe to our; sign up for our; sign up here; sign up for free; follow us on; follow
        us at; like us on; newsletter sign; click here to; click here; click to tweet; click to
        enlarge; log in or register; login or register; register or login; sign in or; on twitter
        @; email address will not; ctrl+enter; you must be logged; logged in to; share your
        thoughts; comment below; join our telegram; join our whatsapp; on our telegram; on our
        whatsapp; agree to our; to our newsletter; for our newsletter; for our free; for our
        daily; for our weekly; in the comments below; delivered to your inbox; straight to your
        inbox; find us on facebook; find us on twitter; join us on facebook; join us on telegram;
        download our app; download our free; opens in new window; opens in a new window; opens in
        new tab; opens in a new tab; click here for more; sign up to our newsletter; sign up to
        our free; sign up to our daily; log in to post; login to post
    """),
    rights=starts("""
        all rights reserved; may not be published broadcast; may not be reproduced; transmission
        or republication; without the express; without prior written; reproduction in whole; this
        material may not
    """),
)
