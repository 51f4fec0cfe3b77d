namespace IngestPipeline.Deduplicator.Tests;

public sealed class StoryVectorTests
{
    [Fact]
    public void Names_bring_reports_of_one_event_together_and_keep_two_of_a_kind_apart()
    {
        const string fire = "Fire destroyed the Waldau sawmill on Tuesday night. Nobody was hurt. Firefighters from four towns fought the flames until dawn.";
        const string same = "Investigators searched the ruins of the Waldau sawmill on Wednesday. The blaze had broken out on Tuesday night, the owner said.";
        const string second = "Fire destroyed a school in Lindental on Tuesday night. Nobody was hurt. Firefighters from three towns fought the flames until morning.";

        Similarity(fire, same).ShouldBeGreaterThan(Cosine(fire, same));
        Similarity(fire, second).ShouldBeLessThan(Cosine(fire, second));
        Similarity(fire, Some.Other).ShouldBeLessThan(Stories.EdgeFrom);
    }

    [Fact]
    public void The_same_form_with_other_figures_is_another_event()
    {
        const string form = "Shr {0} cts vs {1} cts\nNet {2} vs {3}\nRevs {4} mln vs {5} mln\nAvg shrs {6} vs {7}";
        static string Filled(params object[] figures) => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, figures);

        Similarity(Filled(12, 31, 1204, 3111, 45, 52, 9902, 9841), Filled(77, 64, 5120, 4416, 81, 73, 6650, 6701)).ShouldBe(0);
        Similarity(Filled(12, 31, 1204, 3111, 45, 52, 9902, 9841), Filled(12, 31, 1204, 3111, 45, 53, 9902, 9840)).ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void What_stands_first_weighs_more()
    {
        var text = $"qqfirst {string.Concat(Enumerable.Repeat("the ", 120))} qqlast";

        var vector = Vector(text);

        Weight(vector, "qqfirst").ShouldBeGreaterThan(2 * Weight(vector, "qqlast"));
    }

    [Fact]
    public void No_more_than_64_words_are_kept_whatever_the_length()
    {
        var vector = Vector(Some.Report + Some.Other);

        vector.Words.Length.ShouldBe(64);
        vector.Words.ShouldBe(vector.Words.Order().Distinct());
        vector.Weights.Sum(weight => (double)weight * weight).ShouldBe(1, 1e-5);
        vector.Similarity(vector).ShouldBe(1, 1e-5);
    }

    [Fact]
    public void Two_unrelated_articles_in_a_language_without_a_background_have_no_edge()
    {
        const string one = "Der Hafen von Osterlund wurde am Freitag wieder geöffnet, nachdem vier Schlepper einen Tanker befreit hatten, der neun Tage lang "
            + "die enge Fahrrinne versperrte. Nach Angaben der Behörden warteten draußen noch viele Schiffe, und es wird bis Ende der Woche dauern.";
        const string other = "Die Stimmberechtigten im Kanton Hochtal haben am Sonntag den Bau einer zweiten Röhre abgelehnt. Die Gegner sagten, dass nur mehr "
            + "Lastwagen in die Täler kommen und die Bahn zuerst ausgebaut werden sollte. Die Regierung hatte das Vorhaben unverzichtbar genannt.";

        Vector(one, "de").Similarity(Vector(other, "de")).ShouldBeLessThan(Stories.EdgeFrom);
    }

    [Fact]
    public void A_script_without_spaces_or_capitals_is_told_by_its_character_pairs()
    {
        const string port = "奥斯特伦港口星期五重新开放，一艘油轮堵塞航道九天后被四艘拖船拖出。";
        const string again = "油轮被拖船拖出之后，奥斯特伦港口恢复通航，港务局说仍有船只等候。";
        const string vote = "霍赫塔尔州选民周日否决了修建第二条隧道的计划，政府曾称该项目不可缺少。";

        Vector(port, "zh").Similarity(Vector(again, "zh")).ShouldBeGreaterThan(2 * Vector(port, "zh").Similarity(Vector(vote, "zh")));
    }

    [Fact]
    public void An_empty_text_is_like_nothing()
    {
        Similarity("", Some.Report).ShouldBe(0);
        Similarity("", "").ShouldBe(0);
        All("").Strongest(16).ShouldBeEmpty();
    }

    private static double Similarity(string one, string other) => Vector(one).Similarity(Vector(other));

    private static float Weight(StoryVector vector, string word) => vector.Weights[Array.IndexOf(vector.Words, Vector(word).Words[0])];

    private static double Cosine(string one, string other) => All(one).Cosine(All(other));

    private static StoryVector Vector(string text, string language = "en") => All(text, language).Story;

    private static TermVector All(string text, string language = "en") => TermVector.Of([], Words.Of(text), language, new DocumentFrequencies());
}
