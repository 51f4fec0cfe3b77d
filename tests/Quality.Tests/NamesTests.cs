using IngestPipeline.Quality.Names;
using IngestPipeline.Support;
using IngestPipeline.Tagger;

namespace IngestPipeline.Quality.Tests;

public sealed class NamesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("names");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Names_are_read_from_tags_also_where_one_begins_in_the_middle()
    {
        BioFile.Names(["B-PER", "I-PER", "B-PER", "O", "I-LOC", "I-ORG"]).ShouldBe([(0, 1, "PER"), (2, 2, "PER"), (4, 4, "LOC"), (5, 5, "ORG")]);
    }

    [Fact]
    public void A_set_is_read_by_documents_and_sentences_and_its_second_column_gives_nationalities()
    {
        var file = Write("set.bio", "-DOCSTART-\n\nHanoi\tB-LOC\tO\n\nChinese\tO\tB-NORP\nships\tO\tO\n\n-DOCSTART-\n\nShe\tO\n\n");

        var documents = BioFile.Read(file);

        documents.Select(document => document.Count).ShouldBe([2, 1]);
        documents[0][1].Tags.ShouldBe(["B-NORP", "O"]);
    }

    [Fact]
    public void A_token_without_a_tag_is_refused_with_its_line()
    {
        Should.Throw<InvalidDataException>(() => BioFile.Read(Write("set.bio", "Hanoi\n\n"))).Message.ShouldContain("no tag in \"Hanoi\"");
    }

    [Fact]
    public void Exact_extent_and_type_count()
    {
        var score = new NameScore();

        score.Add([(0, 1, "PER"), (3, 3, "LOC"), (5, 6, "ORG")], [(0, 1, "PER"), (3, 3, "ORG"), (5, 5, "ORG")]);

        score.Of(NameScore.Types).ShouldBe((1 / 3.0, 1 / 3.0, 1 / 3.0));
        score.Of("PER").F1.ShouldBe(1);
    }

    [Fact]
    public void A_form_with_two_types_and_one_that_is_missed_are_seen()
    {
        var consistency = new Consistency();

        consistency.Add(["Lam", "met", "Lam", "and", "Xi", ".", "Xi", "left", "Xi"], [(0, 0, "PER"), (2, 2, "LOC"), (4, 4, "PER"), (6, 6, "PER")]);

        consistency.OneType.ShouldBe(0.5);
        consistency.AllFound.ShouldBe(0.8);
    }

    [Fact]
    public void Marks_are_taken_out_of_an_article_and_keep_their_places()
    {
        var article = AnnotatedArticle.Read(Write("one.txt", "[P1 Xi] in [L1 Hanoi]\n\nMr. [P1 Xi Jinping] met [P? Kim]."));

        article.Fields.ShouldBe(["Xi in Hanoi", "Mr. Xi Jinping met Kim."]);
        article.Names.Select(name => article.Fields[name.Field][name.Start..name.End]).ShouldBe(["Xi", "Hanoi", "Xi Jinping", "Kim"]);
        article.Names.Select(name => name.Entity).ShouldBe([1, 1, 1, 0]);
    }

    [Theory]
    [InlineData("Head\n\n[X1 Hanoi] is far.", "X is no type")]
    [InlineData("Head\n\n[L Hanoi] is far.", "is no number")]
    [InlineData("Head\n\n[L1 Hanoi is far.", "is no mark")]
    public void A_wrong_mark_is_refused(string text, string message)
    {
        Should.Throw<InvalidDataException>(() => AnnotatedArticle.Read(Write("one.txt", text))).Message.ShouldContain(message);
    }

    [Fact]
    public void A_perceptron_learns_what_it_is_shown_and_the_same_order_gives_the_same_weights()
    {
        var sentence = new BioSentence(["Zork", "Blah", "visited", "Quux", "."], ["B-PER", "I-PER", "O", "B-LOC", "O"]);
        var (reading, labels) = TrainingSet.Document([sentence]);
        var examples = TrainingSet.Examples(reading, labels, 12).ToList();

        var (one, two) = (Learn(), Learn());

        one.Weights.ToArray().ShouldBe(two.Weights.ToArray());
        one.Label(reading, Recognition.RuledLabels(reading, Rules.Find(reading, english: true)), new int[5]).ShouldBe(labels);

        EntityModel Learn()
        {
            var learner = new Perceptron(12);
            var random = new Random(1);
            for (var round = 0; round < 10; round++) learner.Learn(examples, random, 5);
            var (sums, steps) = (new double[(1 << 12) * Labels.Weighted], new double[Labels.Count * Labels.Count]);
            learner.AddAverage(sums, steps);
            return Perceptron.Model(12, sums, steps, new(0, 1));
        }
    }

    [Fact]
    public void Every_marked_article_can_be_read_and_every_mark_is_a_name()
    {
        foreach (var part in new[] { "", "training" })
            foreach (var article in AnnotatedArticle.ReadAll(Path.Combine(Repository.Root, "tests/Quality/articles", part)))
            {
                article.Names.Count.ShouldBeGreaterThan(10, article.Name);
                article.Names.ShouldAllBe(name => name.End > name.Start && article.Fields[name.Field][name.Start] != ' ');
                TrainingSet.Document(article).Labels.ShouldContain(label => label != Labels.Outside);
            }
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
