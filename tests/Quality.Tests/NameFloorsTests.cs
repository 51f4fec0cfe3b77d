using IngestPipeline.Quality.Names;
using IngestPipeline.Support;
using IngestPipeline.Tagger;

namespace IngestPipeline.Quality.Tests;

/// <summary>Floors under what the Tagger reaches, a little below the figures of README.md. They only rise.</summary>
public sealed class NameFloorsTests
{
    [Theory]
    [InlineData("newswire_dev", 0.79, 0.68)]
    [InlineData("ewt_dev", 0.74, 0.57)]
    public void Names_are_found_as_well_as_before(string set, double all, double organisations)
    {
        Assert.SkipUnless(TestData.Has($"data/ner/dev/{set}.bio.gz", out var path), TestData.Absent);

        var score = Ner.Score(BioFile.Read(path), EntityModel.Shipped);

        score.Of(NameScore.Types).F1.ShouldBeGreaterThan(all);
        score.Of("ORG").F1.ShouldBeGreaterThan(organisations);
    }

    [Fact]
    public void Short_names_are_resolved_as_well_as_before()
    {
        var (precision, recall) = Resolve.Score(AnnotatedArticle.ReadAll(Path.Combine(Repository.Root, "tests/Quality/articles")), "PER");

        precision.ShouldBeGreaterThan(0.98);
        recall.ShouldBeGreaterThan(0.92);
    }

    [Fact]
    public void Links_are_right_as_often_as_before()
    {
        Assert.SkipUnless(TestData.Has("data/ner/coref/gum_coref_linking.jsonl.gz", out var path), TestData.Absent);

        var (precision, coverage) = LinkScore.Score(path);

        precision.ShouldBeGreaterThan(0.99);
        coverage.ShouldBeGreaterThan(0.75);
    }
}
