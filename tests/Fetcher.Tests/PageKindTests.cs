namespace IngestPipeline.Fetcher.Tests;

/// <summary>Pages that have text and are no article, and articles about what these are about.</summary>
public sealed class PageKindTests
{
    [Theory]
    [InlineData("404 - Page not found | Example Times", "Page not found", "The page you were looking for may have been moved. Try the search, or begin on the home page, where you find the news of the day.")]
    [InlineData("Oops! That page can’t be found. - Example", "Oops! That page can't be found.", "It looks like nothing was found at this location. Maybe try a search, or one of the links in the menu above, which lead further.")]
    [InlineData("Seite nicht gefunden – Beispielzeitung", "Seite nicht gefunden", "Die von Ihnen gesuchte Seite ist umgezogen oder wurde gelöscht. Nutzen Sie bitte die Suche oder gehen Sie zur Startseite zurück.")]
    [InlineData("Page introuvable | Exemple", "Erreur 404", "La page que vous cherchez a peut-être été déplacée ou supprimée. Vous pouvez revenir à l'accueil ou faire une recherche.")]
    [InlineData("Página no encontrada - Ejemplo", "Error 404", "La página que busca ha cambiado de dirección o ha sido eliminada. Puede volver a la portada o utilizar el buscador.")]
    [InlineData("Pagina non trovata | Esempio", "Pagina non trovata", "La pagina che stai cercando è stata spostata o cancellata. Puoi tornare alla home page oppure usare la ricerca del sito.")]
    [InlineData("Erro 404 | Exemplo", "Página não encontrada", "A página que procura foi movida ou apagada. Pode voltar à página inicial ou utilizar a pesquisa no topo do ecrã.")]
    [InlineData("Pagina niet gevonden | Voorbeeld", "Pagina niet gevonden", "De pagina die u zoekt is verplaatst of verwijderd. Ga terug naar de voorpagina of gebruik de zoekfunctie bovenaan.")]
    [InlineData("Nie znaleziono strony | Przykład", "Nie znaleziono strony", "Strona, której szukasz, została przeniesiona albo usunięta. Wróć na stronę główną lub skorzystaj z wyszukiwarki.")]
    [InlineData("Страница не найдена | Пример", "Ошибка 404", "Страница, которую вы ищете, была перемещена или удалена. Вернитесь на главную страницу или воспользуйтесь поиском.")]
    [InlineData("Sidan hittades inte | Exempel", "Sidan hittades inte", "Sidan du letar efter har flyttats eller tagits bort. Gå tillbaka till startsidan eller använd sökfunktionen högst upp.")]
    [InlineData("Sayfa bulunamadı | Örnek", "Sayfa bulunamadı", "Aradığınız sayfa taşınmış veya silinmiş olabilir. Ana sayfaya dönebilir ya da yukarıdaki aramayı kullanabilirsiniz.")]
    [InlineData("ページが見つかりません | 例", "ページが見つかりません", "お探しのページは移動または削除された可能性があります。トップページに戻るか、検索をご利用ください。ご不便をおかけして申し訳ございません。")]
    [InlineData("页面不存在 | 示例", "404错误", "您访问的页面可能已被移动或删除。请返回首页，或者使用页面上方的搜索功能查找您需要的内容。给您带来不便，敬请谅解。")]
    public async Task An_error_with_status_200_is_no_article(string title, string heading, string text) =>
        (await Reason(title, $"<h1>{heading}</h1><p>{text}</p>")).ShouldBe("error");

    [Theory]
    [InlineData("We and our 842 partners store and access information on a device, such as cookies. With your consent we use personalised ads.", "You may accept all, reject all or manage preferences. Some partners rely on legitimate interest, to which you may object at any time.")]
    [InlineData("Wir und unsere Partner verwenden Cookies und verarbeiten Daten, um personalisierte Werbung anzuzeigen, wofür wir Ihre Einwilligung brauchen.", "Mit Klick auf „Alle akzeptieren“ stimmen Sie zu. Sie können die Cookie-Einstellungen jederzeit ändern und Ihre Einwilligung widerrufen.")]
    [InlineData("Nous et nos partenaires utilisons des cookies pour afficher des publicités personnalisées, avec votre consentement.", "Vous pouvez tout accepter, continuer sans accepter ou gérer mes choix. Certains partenaires invoquent l'intérêt légitime.")]
    [InlineData("Nosotros y nuestros socios utilizamos cookies para mostrar publicidad personalizada, con su consentimiento, en este dispositivo.", "Puede aceptar todo, rechazar todo o configurar cookies. Respetamos su privacidad y puede retirar su consentimiento cuando quiera.")]
    [InlineData("Noi e i nostri partner utilizziamo cookie per mostrare pubblicità personalizzata con il tuo consenso su questo dispositivo.", "Puoi scegliere accetta tutto, rifiuta tutto o gestisci preferenze, e revocare il consenso in qualsiasi momento da questa pagina.")]
    [InlineData("Nós e os nossos parceiros utilizamos cookies para mostrar publicidade personalizada, com o seu consentimento, neste dispositivo.", "Pode aceitar tudo, rejeitar tudo ou gerir preferências, e retirar o consentimento em qualquer momento através desta página.")]
    [InlineData("Wij en onze partners gebruiken cookies om gepersonaliseerde advertenties te tonen, waarvoor wij uw toestemming nodig hebben.", "U kunt alles accepteren, alles weigeren of uw voorkeuren beheren. Uw toestemming intrekken kan op elk moment via deze pagina.")]
    [InlineData("My i nasi partnerzy używamy plików cookie, aby wyświetlać spersonalizowane reklamy, do czego potrzebna jest Twoja zgoda.", "Możesz wybrać akceptuj wszystkie, odrzuć wszystkie lub ustawienia plików cookie, a także wycofać zgodę w każdej chwili.")]
    [InlineData("Мы и наши партнёры используем файлы cookie, чтобы показывать персонализированную рекламу, на что нужно ваше согласие.", "Вы можете выбрать «принять все», «отклонить все» или настройки cookie, а также отозвать согласие в любое время.")]
    [InlineData("Vi och våra partner använder cookies för att visa anpassade annonser på den här enheten, och behöver ditt samtycke till det.", "Du kan välja acceptera alla, avvisa alla eller hantera inställningar, och återkalla ditt samtycke när som helst på den här sidan.")]
    [InlineData("Biz ve iş ortaklarımız çerezler kullanıyoruz ve kişiselleştirilmiş reklam göstermek için açık rızanızı istiyoruz, her zaman.", "Tümünü kabul et, tümünü reddet veya çerez ayarları seçeneklerinden birini seçebilir, rızanızı dilediğiniz zaman geri alabilirsiniz.")]
    [InlineData("当社とパートナー企業は、パーソナライズされた広告を表示するためにクッキーを使用します。そのためにお客様の同意が必要です。", "「すべて受け入れる」「すべて拒否」またはクッキーの設定を選択できます。いつでも同意を撤回することができます。")]
    [InlineData("我们和我们的合作伙伴使用Cookie来展示个性化广告，为此需要您的同意。我们非常重视您的隐私和个人信息的安全。", "您可以选择全部接受、全部拒绝或Cookie设置，并可随时在此页面撤回同意。更多信息请参阅隐私政策和服务条款。")]
    public async Task A_wall_of_consent_is_no_article(string one, string two) =>
        (await Reason("Example Times", $"<h1>Example Times</h1><div><p>{one}</p><p>{two}</p></div>")).ShouldBe("consent");

    [Theory]
    [InlineData("Log in - Example Times", "Log in")]
    [InlineData("Anmelden | Beispielzeitung", "Anmelden")]
    [InlineData("Connexion | Exemple", "Connexion")]
    [InlineData("Iniciar sesión | Ejemplo", "Iniciar sesión")]
    [InlineData("Вход | Пример", "Вход")]
    [InlineData("ログイン | 例", "ログイン")]
    public async Task A_login_is_no_article(string title, string heading) =>
        (await Reason(title, $"<h1>{heading}</h1><div><p>With an account of the Example Times you read all stories and comment on them, on every device that you have.</p><input type=password></div>")).ShouldBe("login");

    [Theory]
    [InlineData("<meta property=og:type content=video.other>", "The river rises", "")]
    [InlineData("<script type=\"application/ld+json\">{\"@type\":\"VideoObject\",\"name\":\"The river rises\"}</script>", "The river rises", "")]
    [InlineData("<script type=\"application/ld+json\">{\"@type\":\"ImageGallery\",\"name\":\"The river rises\"}</script>", "The river rises", "")]
    [InlineData("<title>Video: The river rises | Example Times</title>", "The river rises", "<video></video>")]
    [InlineData("<title>Fotostrecke: Der Fluss steigt | Beispielzeitung</title>", "Der Fluss steigt", "<iframe src=\"https://example.org/gallery/1\"></iframe>")]
    [InlineData("<title>Vidéo - Le fleuve monte | Exemple</title>", "Le fleuve monte", "<iframe src=\"https://example.org/embed/1\"></iframe>")]
    [InlineData("<title>Видео: река поднимается | Пример</title>", "Река поднимается", "<video></video>")]
    public async Task A_video_without_a_text_is_no_article(string head, string heading, string body) =>
        (await Extract($"<html><head>{head}</head><body><h1>{heading}</h1>{body}<p>Seen from the bridge on Monday morning, after three days of rain in the hills.</p></body></html>")).Reason.ShouldBe("video");

    [Theory]
    [InlineData("Why error 404 is the page that everybody knows", "The error that browsers show when a page is missing was given its number in 1992. Designers have made an art of it since, with drawings, games and jokes. A museum in Utrecht now shows a hundred of them.")]
    [InlineData("Page not found: a play about what the web forgets", "In the play that opened on Monday two archivists look for a page that nobody has seen. They find each other instead. The house was full, and the critics were kind. It runs until May.")]
    [InlineData("Court: cookie banners must offer a way to say no", "Sites must let readers reject all cookies as easily as accept all of them, the court ruled on Monday. The publisher had argued with its legitimate interest in advertising. The ruling is final. Consumer groups had sued in 2021, when only one of three banners had such a button. Publishers will have six months to change their pages, the judges said.")]
    [InlineData("Gericht: Cookie-Banner müssen ein Nein erlauben", "Das Gericht hat am Montag entschieden, dass ein Knopf „Alle akzeptieren“ allein nicht genügt. Geklagt hatte ein Verband. Das Urteil ist rechtskräftig. Betroffen sind vor allem Verlage, die sich auf das berechtigte Interesse berufen hatten. Sie haben nun sechs Monate Zeit, ihre Seiten zu ändern, teilte die Kammer mit.")]
    [InlineData("Bank makes customers log in twice", "Customers of the savings bank must log in with a password and a number from May. The bank had lost two million to thieves. Complaints have doubled since the plan was announced, a spokesman said on Monday.")]
    [InlineData("Live: River rises in the old town", "09:41 The fire brigade has closed the bridge. 09:20 The river stands at four metres, one more than on Sunday. 08:55 The mayor asks everybody to stay away from the banks until the water has fallen again.")]
    [InlineData("Bridge closed", "The old bridge was closed on Monday. An inspection had found cracks. Lorries take the motorway.")]
    [InlineData("Video shows how the bridge fell", "A camera of the harbour filmed how the old bridge fell on Monday morning. Nobody was hurt, because it had been closed the day before. The mayor thanked the inspectors. The ruins will be taken away in May.")]
    public async Task An_article_about_it_is_an_article(string heading, string text) =>
        (await Extract($"<html><head><title>{heading} | Example Times</title></head><body><h1>{heading}</h1><div><p>{string.Join("</p><p>", text.Split(". ", 3))}</p></div></body></html>")).Reason.ShouldBeNull();

    [Fact]
    public async Task A_page_that_says_when_its_article_was_published_is_one() =>
        (await Reason("Page not found", "<meta property=og:type content=article><meta property=article:published_time content=2024-05-06><h1>Page not found</h1><p>A play of this name opened in the old theatre on Monday, before a full house.</p>")).ShouldBeNull();

    [Fact]
    public async Task A_stub_of_a_paid_article_stays_one_and_says_so()
    {
        var extraction = await Extract("""
            <html><head><title>River rises</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"River rises","isAccessibleForFree":false,"datePublished":"2024-05-06"}</script></head>
            <body><h1>River rises</h1><p>The river stood at four metres on Monday morning, one more than on Sunday, and it rises still.</p></body></html>
            """);

        extraction.Article.ShouldNotBeNull().Warnings.ShouldContain("paywall");
    }

    private static async Task<string?> Reason(string title, string body) => (await Extract($"<html><head><title>{title}</title></head><body>{body}</body></html>")).Reason;

    private static Task<Extraction> Extract(string html) => ArticleExtractor.Extract(html, null, TestContext.Current.CancellationToken);
}
