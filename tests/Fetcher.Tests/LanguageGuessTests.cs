namespace IngestPipeline.Fetcher.Tests;

public sealed class LanguageGuessTests
{
    [Theory]
    [InlineData("The minister said on Monday that the two countries had signed an agreement which will be published in the next week.", "en")]
    [InlineData("Der Minister sagte am Montag, dass die beiden Länder ein Abkommen unterzeichnet haben, das in der nächsten Woche veröffentlicht wird.", "de")]
    [InlineData("Le ministre a déclaré lundi que les deux pays avaient signé un accord qui sera publié dans la semaine.", "fr")]
    [InlineData("El ministro dijo el lunes que los dos países han firmado un acuerdo que será publicado en la próxima semana.", "es")]
    [InlineData("Il ministro ha detto lunedì che i due paesi hanno firmato un accordo che sarà pubblicato nella prossima settimana.", "it")]
    [InlineData("O ministro disse na segunda-feira que os dois países assinaram um acordo que não será publicado até a próxima semana.", "pt")]
    [InlineData("De minister zei maandag dat de twee landen een akkoord hebben getekend dat in de komende week wordt gepubliceerd.", "nl")]
    [InlineData("Ministern sade på måndagen att de två länderna har skrivit under ett avtal som ska offentliggöras i nästa vecka.", "sv")]
    [InlineData("Minister powiedział w poniedziałek, że oba kraje podpisały umowę, która nie będzie opublikowana do przyszłego tygodnia.", "pl")]
    [InlineData("Bộ trưởng cho biết hai nước đã ký một thỏa thuận và sẽ được công bố trong tuần tới.", "vi")]
    [InlineData("Министр сказал в понедельник, что две страны подписали соглашение, которое будет опубликовано на следующей неделе.", "ru")]
    [InlineData("Міністр сказав у понеділок, що дві країни підписали угоду, яка буде опублікована наступного тижня, її текст є.", "uk")]
    [InlineData("中国和越南周一签署了十四项协议，涵盖跨境铁路到鳄鱼出口。", "zh")]
    [InlineData("大臣は月曜日に、両国が協定に署名したと述べた。", "ja")]
    [InlineData("장관은 월요일 양국이 협정에 서명했다고 밝혔다.", "ko")]
    [InlineData("قال الوزير يوم الاثنين إن البلدين وقعا اتفاقا سينشر الأسبوع المقبل.", "ar")]
    [InlineData("Ο υπουργός δήλωσε τη Δευτέρα ότι οι δύο χώρες υπέγραψαν συμφωνία.", "el")]
    public void Script_and_letters_tell(string text, string language) => LanguageGuess.Of(text, "xx").ShouldBe(language);

    [Theory]
    [InlineData("en", "Thousands of homes were left without power after the storm, and schools will stay closed until Thursday.")]
    [InlineData("de", "Nach dem Sturm waren Tausende Haushalte ohne Strom, die Schulen bleiben bis Donnerstag geschlossen.")]
    [InlineData("fr", "Des milliers de foyers sont privés d'électricité après la tempête, et les écoles resteront fermées jusqu'à jeudi.")]
    [InlineData("es", "Miles de hogares se quedaron sin luz tras la tormenta, y las escuelas seguirán cerradas hasta el jueves.")]
    [InlineData("pt", "Milhares de casas ficaram sem luz depois da tempestade, e as escolas vão continuar fechadas até quinta-feira.")]
    [InlineData("ca", "Milers de llars es van quedar sense llum després de la tempesta, i les escoles continuaran tancades fins dijous.")]
    [InlineData("gl", "Milleiros de fogares quedaron sen luz despois da treboada, e as escolas seguirán pechadas ata o xoves.")]
    [InlineData("it", "Migliaia di case sono rimaste senza corrente dopo la tempesta e le scuole resteranno chiuse fino a giovedì.")]
    [InlineData("ro", "Mii de gospodării au rămas fără curent după furtună, iar școlile vor fi închise până joi.")]
    [InlineData("ro", "Mii de gospodării au rămas fără curent după furtună, iar şcolile vor fi închise până joi, au anunţat autorităţile.")]
    [InlineData("nl", "Duizenden huizen zaten na de storm zonder stroom en de scholen blijven tot donderdag gesloten.")]
    [InlineData("af", "Duisende huise is ná die storm sonder krag en die skole bly tot Donderdag gesluit, het die owerhede gesê.")]
    [InlineData("sv", "Tusentals hem blev utan ström efter stormen, och skolorna förblir stängda till torsdag.")]
    [InlineData("da", "Tusindvis af hjem var uden strøm efter stormen, og skolerne forbliver lukkede indtil torsdag, oplyser myndighederne.")]
    [InlineData("nb", "Tusenvis av hjem var uten strøm etter stormen, og skolene holder stengt til torsdag, opplyser myndighetene.")]
    [InlineData("nn", "Fleire tusen heimar var utan straum etter stormen, og skulane held stengt til torsdag, opplyser styresmaktene. Ingen veit kor mykje det vil koste.")]
    [InlineData("is", "Þúsundir heimila voru án rafmagns eftir óveðrið og skólar verða lokaðir fram á fimmtudag.")]
    [InlineData("pl", "Po burzy tysiące domów pozostało bez prądu, a szkoły będą zamknięte do czwartku.")]
    [InlineData("cs", "Po bouři zůstaly tisíce domácností bez proudu a školy budou až do čtvrtka zavřené.")]
    [InlineData("sk", "Po búrke zostali tisíce domácností bez prúdu a školy budú až do štvrtka zatvorené.")]
    [InlineData("sl", "Po neurju je na tisoče gospodinjstev ostalo brez elektrike, šole pa bodo zaprte do četrtka.")]
    [InlineData("hr", "Nakon oluje tisuće kućanstava ostale su bez struje, a škole će biti zatvorene do četvrtka, priopćilo je ministarstvo. Vlakovi ne voze, a cijela je obala bez vode.")]
    [InlineData("sr-Latn", "Posle oluje hiljade domaćinstava ostalo je bez struje, a škole će biti zatvorene do četvrtka, saopštilo je ministarstvo prosvete. Niko nije povređen.")]
    [InlineData("hu", "A vihar után több ezer háztartás maradt áram nélkül, az iskolák pedig csütörtökig zárva lesznek.")]
    [InlineData("fi", "Tuhannet kodit jäivät myrskyn jälkeen ilman sähköä, ja koulut pysyvät suljettuina torstaihin asti.")]
    [InlineData("et", "Tuhanded kodud jäid pärast tormi elektrita ning koolid on suletud neljapäevani.")]
    [InlineData("lv", "Pēc vētras tūkstošiem mājsaimniecību palika bez elektrības, un skolas būs slēgtas līdz ceturtdienai.")]
    [InlineData("lt", "Po audros tūkstančiai namų liko be elektros, o mokyklos bus uždarytos iki ketvirtadienio.")]
    [InlineData("tr", "Fırtınanın ardından binlerce ev elektriksiz kaldı, okullar perşembe gününe kadar kapalı olacak.")]
    [InlineData("id", "Ribuan rumah tidak mendapat aliran listrik setelah badai, dan sekolah akan ditutup hingga hari Kamis.")]
    [InlineData("vi", "Hàng nghìn ngôi nhà bị mất điện sau cơn bão, và các trường học sẽ đóng cửa đến thứ Năm.")]
    [InlineData("eu", "Milaka etxe argindarrik gabe geratu dira ekaitzaren ondoren, eta eskolak itxita egongo dira ostegunera arte.")]
    [InlineData("ru", "Тысячи домов остались без света после бури, школы будут закрыты до четверга.")]
    [InlineData("uk", "Тисячі будинків залишилися без світла після бурі, школи будуть зачинені до четверга.")]
    [InlineData("be", "Тысячы дамоў засталіся без святла пасля буры, школы будуць зачыненыя да чацвярга.")]
    [InlineData("bg", "Хиляди домове останаха без ток след бурята, а училищата ще бъдат затворени до четвъртък.")]
    [InlineData("sr", "После олује хиљаде домаћинстава остале су без струје, а школе ће бити затворене до четвртка.")]
    [InlineData("mk", "По невремето илјадници домаќинства останаа без струја, а училиштата ќе бидат затворени до четврток.")]
    [InlineData("kk", "Дауылдан кейін мыңдаған үй жарықсыз қалды, мектептер бейсенбіге дейін жабық болады.")]
    public void Letters_in_a_row_tell(string language, string text) => LanguageGuess.Of(text, null).ShouldBe(language);

    [Theory]
    [InlineData("THOUSANDS WITHOUT POWER AFTER STORM, SCHOOLS CLOSED", "en")]
    [InlineData("TAUSENDE HAUSHALTE NACH STURM OHNE STROM, SCHULEN GESCHLOSSEN", "de")]
    [InlineData("ТИСЯЧІ БУДИНКІВ БЕЗ СВІТЛА ПІСЛЯ БУРІ", "uk")]
    public void A_headline_in_capitals_tells_too(string text, string language) => LanguageGuess.Of(text, null).ShouldBe(language);

    [Theory, InlineData("da"), InlineData("nb")]
    public void A_declaration_breaks_a_tie(string declared)
    {
        const string both = "Regeringen i Danmark og Norge";

        LanguageGuess.Of(both, null).ShouldBe("und");
        LanguageGuess.Of(both, declared).ShouldBe(declared);
        LanguageGuess.Of(both, "es").ShouldBe("und");
    }

    [Theory, InlineData(null, "und"), InlineData("hr", "hr"), InlineData("hr-HR", "hr-HR"), InlineData("sr", "sr-Latn"), InlineData("sr-Latn", "sr-Latn")]
    public void A_declaration_breaks_a_tie_across_scripts(string? declared, string language) =>
        LanguageGuess.Of("Ministar je izjavio da je situacija pod kontrolom.", declared).ShouldBe(language);

    [Fact]
    public void Most_of_a_mixed_text_decides() =>
        LanguageGuess.Of("Der Minister sagte am Montag: “We will not give in.” Danach verließ er den Saal, ohne Fragen zu beantworten, und flog zurück.", "en").ShouldBe("de");

    [Theory]
    [InlineData("https://www.example.org/the-minister-said-on-monday-that-two-countries www.example.org/der-minister info@the-paper.example")]
    [InlineData("3-1 (2-0), 12/11/2026, 14:30, € 1.234,56, +43 1 234 567, 99.9 %, #42")]
    public void Addresses_and_numbers_are_no_language(string text) => LanguageGuess.Of(text, "en").ShouldBe("und");

    [Theory, InlineData("sr-Latn-RS", "sr-Latn-RS"), InlineData("sr", "sr-Latn"), InlineData("hr", "sr-Latn")]
    public void A_declared_language_in_another_script_is_not_echoed(string declared, string language) =>
        LanguageGuess.Of("Posle oluje hiljade domaćinstava ostalo je bez struje, a deca neće ići u školu. Niko nije povređen, saopštilo je ministarstvo.", declared).ShouldBe(language);

    [Fact]
    public void A_wrong_declaration_does_not_win() =>
        LanguageGuess.Of("Der Minister sagte am Montag, dass die beiden Länder ein Abkommen unterzeichnet haben.", "en").ShouldBe("de");

    [Fact]
    public void A_right_declaration_keeps_its_region() =>
        LanguageGuess.Of("The minister said on Monday that the two countries had signed an agreement.", "en_us").ShouldBe("en-US");

    [Theory, InlineData(""), InlineData("Hello"), InlineData("12345 67890 !!!"), InlineData("Lorem ipsum dolor amet consectetur adipiscing elit")]
    public void Too_little_is_undetermined(string text) => LanguageGuess.Of(text, "en").ShouldBe("und");

    [Theory, InlineData("en_US", "en-US"), InlineData("ZH-hant-tw", "zh-Hant-TW"), InlineData("no", "nb"), InlineData("de, en", "de"), InlineData("english", null), InlineData("x", null), InlineData(null, null)]
    public void A_declared_tag_is_made_well_formed(string? declared, string? tag) => LanguageGuess.Tag(declared).ShouldBe(tag);
}
