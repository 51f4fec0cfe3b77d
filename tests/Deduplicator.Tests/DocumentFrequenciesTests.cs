namespace IngestPipeline.Deduplicator.Tests;

public sealed class DocumentFrequenciesTests
{
    private readonly DocumentFrequencies _frequencies = new();

    [Theory]
    [InlineData("the", "harbour", "en")]
    [InlineData("said", "tanker", "en")]
    [InlineData("und", "hafenmeister", "de")]
    [InlineData("para", "gobernador", "es")]
    public void A_frequent_word_weighs_less_than_a_telling_one(string frequent, string telling, string language) =>
        Weight(frequent, language).ShouldBeLessThan(Weight(telling, language));

    [Fact]
    public void A_name_weighs_more_than_a_word_of_its_length() =>
        _frequencies.Weight(Word("Köln"), isName: true, "de").ShouldBeGreaterThan(Weight("doch", "de"));

    [Fact]
    public void What_the_stream_repeats_loses_weight_in_its_language_only()
    {
        var (german, french) = (Weight("trainer", "de"), Weight("trainer", "fr"));

        for (var article = 0; article < 100; article++)
            _frequencies.Add(DocumentFrequencies.Keys([Word("trainer").Hash], "de"));

        Weight("trainer", "de").ShouldBeLessThan(german - 1);
        Weight("trainer", "fr").ShouldBe(french);
    }

    private double Weight(string word, string language) => _frequencies.Weight(Word(word), isName: false, language);

    private static Word Word(string word) => Words.Of(word).Single();
}
