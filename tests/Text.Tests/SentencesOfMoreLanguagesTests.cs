namespace IngestPipeline.Text.Tests;

/// <summary>Traps of each language: a bar in the text stands where a sentence begins.</summary>
public sealed class SentencesOfMoreLanguagesTests
{
    [Theory]
    [InlineData("O Sr. Silva e a Sra. Dias falaram. |Foi breve.")]
    [InlineData("Há frutas, p. ex. Maçãs. |Quais? |Todas!")]
    [InlineData("O Prof. A. C. Lima chegou. |Ele saiu.")]
    [InlineData("Vendem pão, leite, etc. |As lojas fecham.")]
    [InlineData("«Vamos.» |Ele foi. |“Sim.” |Ninguém falou.")]
    [InlineData("Veja a pág. 7 e o art. 3. |Não há mais.")]
    [InlineData("Subiu 3,5 por cento... e caiu. |Depois nada.")]
    [InlineData("A Exma. Dra. Rosa, da Acme Ltda. São Paulo, mora na Av. Paulista. |O Gen. Melo (cf. vol. 2) nasceu em 44 a.C. |Os filhos não. |Será? |«Não sei», disse o Eng. Paz. |Fim.")]
    public void Portuguese(string text) => Check("pt", text);

    [Theory]
    [InlineData("Dhr. De Vries en mevr. Jansen spraken. |Het was kort.")]
    [InlineData("Er is fruit, bijv. Appels. |Welke? |Allemaal!")]
    [InlineData("Prof. dr. J. P. Balkenende kwam. |Hij ging.")]
    [InlineData("Hij kocht brood, melk, enz. |De winkel sloot.")]
    [InlineData("‘Kom.’ |Hij kwam. |“Waarom?” |Ze zweeg.")]
    [InlineData("Zie blz. 7 en art. 3. |Meer is er niet.")]
    [InlineData("Het steeg 3,5 procent... maar langzaam. |Daarna niets.")]
    [InlineData("Philips N.V. Eindhoven groeit. |Mr. Pieter van Vollenhoven, o.a. Jurist, werkt bij Philips N.V. |De winst (ca. 3.000 euro, vgl. nr. 4) viel mee. |‘Is dat zo?’ vroeg ds. Bos. |Op 3 okt. 2019 sloot alles, m.a.w. Ook de kerk. |Klaar.")]
    public void Dutch(string text) => Check("nl", text);

    [Theory]
    [InlineData("Prof. Nowak i dr Lis rozmawiali. |To było krótkie.")]
    [InlineData("Dnia 11. listopada przyszedł gen. Anders. |Potem wyszedł.")]
    [InlineData("Są owoce, np. Jabłka, tzn. Antonówki. |Jakie?")]
    [InlineData("W 1990 r. Wałęsa wygrał. |Było to w 1990 r. |Po latach wrócił.")]
    [InlineData("„Idziemy.” |On poszedł. |„Dlaczego?” |Milczała.")]
    [InlineData("Chleb, mleko itp. |W sklepie pusto.")]
    [InlineData("Wzrost o 3,5 proc. Banku… ale powoli. |Tak!")]
    [InlineData("Ks. J. Popiełuszko mieszkał na ul. Hozjusza, zob. str. 7 oraz art. 3. |W XX w. Warszawa rosła, m.in. Wola. |Firma Acme S.A. Kraków zarobiła 3 tys. |To mało? |„Nie wiem” – powiedział bp Nycz. |Koniec.")]
    public void Polish(string text) => Check("pl", text);

    [Theory]
    [InlineData("А. С. Пушкин родился в г. Москве. |Он был поэтом.")]
    [InlineData("Это т. е. Россия, т. к. Москва там. |Да.")]
    [InlineData("В 1990 г. Горбачёв стал президентом. |Это было в 1990 г. |Он ушёл.")]
    [InlineData("Хлеб, молоко и т. д. |В магазине пусто.")]
    [InlineData("«Пойдём.» |Он пошёл. |«Почему?» |Она молчала.")]
    [InlineData("Он живёт на ул. Ленина, д. 5. |Там тихо.")]
    [InlineData("Рост на 3,5 процента… но медленно. |Да!")]
    [InlineData("Проф. И. И. Мечников, см. рис. 7 и стр. 12, жил в XIX в. Он умер в Париже. |Акад. Павлов получил 5 млн. |Это много? |«Не знаю», — сказал г-н Орлов. |Фирма ООО «Луч» и др. |Но не все. |Конец.")]
    public void Russian(string text) => Check("ru", text.Replace("XIX в. Он", "XIX в. |Он", StringComparison.Ordinal));

    [Theory]
    [InlineData("Dr. Berg och prof. Lind talade. |Det var kort.")]
    [InlineData("Det finns frukt, t. ex. Äpplen, bl. a. Gravenstein. |Vilka?")]
    [InlineData("Den 3 okt. 2019 kom han. |Sedan gick han.")]
    [InlineData("Bröd, mjölk osv. |Det var allt.")]
    [InlineData("”Kom.” |Han kom. |”Varför?” |Hon teg.")]
    [InlineData("Se s. 7 och kap. 3. |Mer finns inte.")]
    [InlineData("Ökningen är 3,5 procent… men långsam. |Ja!")]
    [InlineData("S:t Olof, dvs. Norges kung, föddes ca. 995 e.Kr. Haraldsson hette han. |J. A. Berg (jfr. nr. 4) bor kl. 8 i Lund. |Han köpte m.m. |Det kostade 3 kr. |Är det sant? |”Nej”, sade hr. Ek. |Slut.")]
    public void Swedish(string text) => Check("sv", text);

    [Theory]
    [InlineData("da", "Den 15. august kom hr. Holm. |Han gik kl. 8. |»Hvorfor?« |Det er f.eks. Danmark.")]
    [InlineData("no", "Den 17. mai kom dr. Dahl. |Han gikk bl.a. Oslo rundt. |«Hvorfor?» |Det vet ingen.")]
    [InlineData("nb", "Han er fra ca. Bergen. |Det er 1. Mai-toget.")]
    [InlineData("cs", "Dne 21. listopadu přišel Ing. Novák. |Pak odešel např. Petr. |„Proč?“ |To neví nikdo.")]
    [InlineData("uk", "У 1990 р. Кравчук жив на вул. Банковій. |Він пішов і т. д. |Це все.")]
    [InlineData("ro", "Dl. Popescu și dna. Ionescu au venit. |Au plecat etc. |Nimeni nu știe.")]
    [InlineData("tr", "Prof. Dr. Yılmaz 15. Cadde'de oturuyor. |Bu doğru. |Elma, armut vb. |Bunlar meyvedir.")]
    [InlineData("el", "Τι είναι; |Δεν ξέρω. |Γιατί;")]
    [InlineData("en", "It is late; Smith left. |He ran.")]
    [InlineData("ar", "ماذا حدث؟ |لا أعرف. |انتهى الأمر.")]
    [InlineData("ur", "یہ کیا ہے؟ |یہ کتاب ہے۔ |وہ گیا۔")]
    [InlineData("hi", "वह आया। |वह गया। |क्यों?")]
    [InlineData("zh", "他来了。|她走了！？|“真的吗？”|他说：“是。”，走了。")]
    [InlineData("ja", "「行く。」と言った。|彼は来た。|3.5度だ。")]
    [InlineData("hy", "Նա եկավ։ |Նա գնաց։")]
    [InlineData("am", "እሱ መጣ። |እሷ ሄደች።")]
    public void Others(string language, string text) => Check(language, text);

    [Theory]
    [InlineData("Am 3. Oktober kam Mme. Roux z. B. Mit M. Petit. |The end came etc. |Он ушёл.")]
    [InlineData("It is ok. |The rest is im. |And on.")]
    public void Where_the_language_is_unknown_all_help(string text) => Check("und", text);

    private static void Check(string language, string text) => SentencesTests.Check(text.Replace("|", "", StringComparison.Ordinal), language, text);
}
