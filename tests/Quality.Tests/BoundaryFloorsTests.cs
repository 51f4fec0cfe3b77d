using IngestPipeline.Quality.Boundaries;
using IngestPipeline.Support;

namespace IngestPipeline.Quality.Tests;

/// <summary>Floors under how well sentences and tokens are cut, a little below the figures of README.md. They only rise.</summary>
public sealed class BoundaryFloorsTests
{
    [Theory]
    [InlineData("data/ner/coref/gum_coref_linking.jsonl.gz", "news+interview", 0.935, 0.985)]
    [InlineData("data/ner/coref/gum_coref_linking.jsonl.gz", "all", 0.95, 0.985)]
    [InlineData("data/ner/dev/ewt_dev.text.jsonl.gz", "all", 0.66, 0.97)]
    public void Text_is_cut_as_well_as_before(string set, string genre, double sentences, double tokens)
    {
        Assert.SkipUnless(TestData.Has(set, out var path), TestData.Absent);

        var score = BoundaryScore.Score(path, "en")[genre];

        score.Sentences.F1.ShouldBeGreaterThan(sentences);
        score.Tokens.F1.ShouldBeGreaterThan(tokens);
    }
}
