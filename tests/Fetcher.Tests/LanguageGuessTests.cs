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
    public void Script_and_small_words_tell(string text, string language) => LanguageGuess.Of(text, "xx").ShouldBe(language);

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
