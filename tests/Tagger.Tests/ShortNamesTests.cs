namespace IngestPipeline.Tagger.Tests;

public sealed class ShortNamesTests
{
    [Theory]
    [InlineData("Xi Jinping spoke. Later Xi left.", "Xi Jinping", 2)]
    [InlineData("Vietnam named To Lam. Lam's visit begins.", "To Lam", 2)]
    [InlineData("In Hanoi, Nguyen Phu Trong died. The nation mourned Trong.", "Nguyen Phu Trong", 2)]
    [InlineData("Kim Jong Un watched. Officials said Kim smiled.", "Kim Jong Un", 2)]
    [InlineData("Barack Obama spoke. Then Obama left.", "Barack Obama", 2)]
    [InlineData("Lula da Silva won. Supporters of Luiz Inacio Lula da Silva cheered.", "Luiz Inacio Lula da Silva", 2)]
    [InlineData("A spokesman quoted Assad. The army backs Bashar al-Assad.", "Bashar al-Assad", 2)]
    [InlineData("Biden won. Joe Biden thanked voters.", "Joe Biden", 2)]
    [InlineData("President Ruto said no. William Ruto was elected in 2022. They met Ruto.", "William Ruto", 3)]
    [InlineData("Aung San Suu Kyi was tried. Ms. Suu Kyi denied it.", "Aung San Suu Kyi", 2)]
    public void Short_mentions_go_to_the_full_name(string text, string name, int mentions)
    {
        Some.Entities(text).Named(name).Mentions.Count.ShouldBe(mentions);
    }

    [Fact]
    public void A_short_name_of_two_people_is_nobodys()
    {
        var entities = Some.Entities("Bill Clinton met Hillary Clinton at noon. Reporters asked Clinton about it.");

        var shared = entities.Named("Clinton");
        shared.LinkStatus.ShouldBe("ambiguous");
        shared.Uri.ShouldBeNull();
        entities.Named("Bill Clinton").Mentions.Count.ShouldBe(1);
        entities.Named("Hillary Clinton").Mentions.Count.ShouldBe(1);
    }

    [Fact]
    public void Until_the_second_is_named_a_short_name_is_the_firsts()
    {
        var entities = Some.Entities("Bill Clinton spoke in Little Rock. Reporters asked Clinton about it. Hillary Clinton stood beside him. Later Clinton left.");

        entities.Named("Bill Clinton").Mentions.Count.ShouldBe(2);
        entities.Named("Clinton").LinkStatus.ShouldBe("ambiguous");
    }

    [Theory]
    [InlineData("Deutsche Bank cut jobs. Deutsche said that it would hire others. Shares of Deutsche fell.", "Deutsche Bank", 3)]
    [InlineData("Lehman Brothers Holdings Inc filed for bankruptcy. Lehman Brothers had debts. Traders at Lehman packed boxes.", "Lehman Brothers Holdings Inc", 3)]
    [InlineData("The Swiss National Bank kept rates. The SNB said that prices would fall.", "Swiss National Bank", 2)]
    [InlineData("Nokia Corporation sold phones. Nokia Siemens Networks built masts. Nokia said that sales fell.", "Nokia Corporation", 2)]
    public void The_first_words_and_the_initials_of_a_body_are_that_body(string text, string name, int mentions)
    {
        Some.Entities(text).Named(name).Mentions.Count.ShouldBe(mentions);
    }

    [Theory]
    [InlineData("National Bank of Greece cut jobs. The National said nothing.", "National Bank of Greece")]
    [InlineData("King Birendra was taken to Birendra Military Hospital. Birendra died there.", "Birendra Military Hospital")]
    public void What_says_too_little_or_names_a_person_is_no_short_body(string text, string name)
    {
        Some.Entities(text).Named(name).Mentions.Count.ShouldBe(1);
    }

    [Fact]
    public void The_order_that_fits_the_article_wins_for_an_unknown_culture()
    {
        var resolved = ShortNames.Resolve(new Reading("", "Zoltan Kovacsek spoke. Then Zoltan left. Later Zoltan came back.", "en"), [("Zoltan Kovacsek", 0)]);

        resolved["Zoltan"].At(0).ShouldBe("Zoltan Kovacsek");
    }

    [Fact]
    public void A_word_of_the_language_is_not_a_short_name()
    {
        var entities = Some.Entities("Vice Premier He Lifeng spoke. He said little. To Lam of Vietnam listened. To be sure, he nodded.");

        entities.Named("He Lifeng").Mentions.Count.ShouldBe(1);
        entities.Named("To Lam").Mentions.Count.ShouldBe(1);
    }

    [Fact]
    public void The_city_is_not_the_man()
    {
        var entities = Some.Entities("Ho Chi Minh lived there. Ho Chi Minh City grew. Admirers of Ho Chi Minh came.");

        entities.Named("Ho Chi Minh").Mentions.Count.ShouldBe(2);
        entities.Named("Ho Chi Minh City").Type.ShouldBe("LOC");
    }
}
