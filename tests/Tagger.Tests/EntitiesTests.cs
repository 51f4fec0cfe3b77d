namespace IngestPipeline.Tagger.Tests;

public sealed class EntitiesTests
{
    [Theory]
    [InlineData("The talks in Hanoi lasted two days.", "LOC Hanoi 1")]
    [InlineData("He flew from London to Nairobi on Monday.", "LOC London 1; LOC Nairobi 1")]
    [InlineData("A spokesman for the Ministry of Foreign Affairs declined.", "ORG Ministry of Foreign Affairs 1")]
    [InlineData("Shares of the Bank of China fell.", "ORG Bank of China 1")]
    [InlineData("It joined the Social Democratic Party last year.", "ORG Social Democratic Party 1")]
    [InlineData("The ship left the South China Sea at dawn.", "LOC South China Sea 1")]
    [InlineData("They met in the Great Hall of the People.", "LOC Great Hall of the People 1")]
    [InlineData("Chinese officials met Vietnamese traders.", "NORP Chinese 1; NORP Vietnamese 1")]
    [InlineData("It is part of the Belt and Road Initiative, she said.", "")]
    [InlineData("Upgrading the railway takes time. However, nobody minds.", "")]
    [InlineData("They met on Tuesday in August.", "")]
    [InlineData("She lives in Ho Chi Minh City.", "LOC Ho Chi Minh City 1")]
    [InlineData("The report by Reuters cited the World Bank.", "ORG Reuters 1; ORG World Bank 1")]
    public void Each_rule_gives_its_entity(string text, string expected)
    {
        Some.Summary(Some.Entities(text)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("Chinese President Xi Jinping arrived.", "Xi Jinping")]
    [InlineData("Prime Minister Anwar Ibrahim said so.", "Anwar Ibrahim")]
    [InlineData("Former Foreign Minister Julia Novak resigned.", "Julia Novak")]
    [InlineData("Gen. Peter Okafor commands it.", "Peter Okafor")]
    [InlineData("They asked Dr. Maria Santos about it.", "Maria Santos")]
    [InlineData("Communist Party General Secretary To Lam spoke.", "To Lam")]
    [InlineData("Mr. Tanaka declined.", "Tanaka")]
    [InlineData("EU Trade Commissioner Valdis Dombrovskis agreed.", "Valdis Dombrovskis")]
    [InlineData("U.S. Secretary of State Antony Blinken spoke.", "Antony Blinken")]
    [InlineData("The trial of Secretary of State John Kerry's aide", "John Kerry")]
    public void A_title_stays_outside_of_the_person(string text, string person)
    {
        var entities = Some.Entities(text);

        entities.Named(person).Type.ShouldBe("PER");
        entities.Count(entity => entity.Type == "PER").ShouldBe(1);
    }

    [Theory]
    [InlineData("Bashar al-Assad left.", "Bashar al-Assad")]
    [InlineData("The paper quoted Ursula von der Leyen.", "Ursula von der Leyen")]
    [InlineData("Talks with Kim Jong-un failed.", "Kim Jong-un")]
    [InlineData("A book by George R. Martin sold out.", "George R. Martin")]
    public void Particles_hyphens_and_initials_are_inside_the_name(string text, string person)
    {
        Some.Entities(text).Named(person).Type.ShouldBe("PER");
    }

    [Fact]
    public void A_name_has_one_type_in_an_article()
    {
        var entities = Some.Entities("Jordan Miller won in Amman. The crowd cheered Miller. Miller smiled. In Miller they trust.");

        entities.Named("Jordan Miller").Mentions.Count.ShouldBe(4);
    }

    [Fact]
    public void An_acronym_in_brackets_has_the_type_of_what_it_abbreviates()
    {
        var entities = Some.Entities("The Coastal Fisheries Authority (CFA) closed the port. The CFA gave no reason.");

        entities.Named("Coastal Fisheries Authority").Mentions.Count.ShouldBe(3);
    }

    [Fact]
    public void Prizes_and_laws_are_no_entities()
    {
        Some.Summary(Some.Entities("He won the Booker Prize and spoke of the Basic Law in Paris.")).ShouldBe("LOC Paris 1");
    }

    [Fact]
    public void Names_of_one_country_are_one_entity()
    {
        var entities = Some.Entities("The United States objected. Later the US and the U.S. embassy agreed.");

        entities.Named("United States").Mentions.Count.ShouldBeGreaterThanOrEqualTo(2);
    }

    [Theory]
    [InlineData("XI JINPING WELCOMES TO LAM IN BEIJING")]
    [InlineData("Xi Jinping Welcomes To Lam in Beijing")]
    [InlineData("Xi Jinping welcomes To Lam in Beijing")]
    public void A_headline_is_read_with_the_names_of_the_body(string headline)
    {
        var entities = Some.Entities("President Xi Jinping met Vietnam's leader To Lam in Beijing. Xi praised Lam.", headline);

        entities.Named("Beijing").Mentions[0].Field.ShouldBe("headline");
        entities.Where(entity => entity.Mentions[0].Field == "headline" && entity.Type == "PER").Count().ShouldBe(2, Some.Summary(entities));
        entities.Count(entity => entity.Type == "PER").ShouldBe(2);
    }

    [Theory]
    [InlineData("Xi Jinping meets To Lam", "“Lam’s visit,” said President Xi Jinping of To Lam, “is Vietnam’s.”\n\nXi smiled. He went to Hà Nội.")]
    [InlineData("", "Emoji \uD83D\uDE00 before Hanoi, and \uD83D\uDE00 Tô Lâm said.")]
    [InlineData("a", "...")]
    [InlineData("", "")]
    [InlineData("!?", "\uD83D \uDE00 ' \" (( [")]
    [InlineData("Ministry of", "Bank of and for the & - Party of of of The The")]
    public void Every_mention_is_the_field_at_its_offsets(string headline, string body)
    {
        foreach (var mention in Some.Entities(body, headline).SelectMany(entity => entity.Mentions))
            (mention.Field == "headline" ? headline : body)[mention.Start..mention.End].ShouldBe(mention.Text);
    }

    [Fact]
    public void Same_text_same_entities()
    {
        const string Text = "President Xi Jinping met To Lam in Beijing. Lam thanked Xi. The Bank of China (BOC) paid.";

        var first = Some.Summary(Some.Entities(Text));

        Parallel.For(0, 16, _ => Some.Summary(Some.Entities(Text)).ShouldBe(first));
    }

    [Fact]
    public void A_megabyte_is_read_in_seconds()
    {
        var text = string.Concat(Enumerable.Repeat("President Xi Jinping met To Lam in Beijing, said Reuters. Lam thanked Xi.\n\n", 13_500));
        var clock = System.Diagnostics.Stopwatch.StartNew();

        Some.Entities(text).Named("To Lam").Mentions.Count.ShouldBe(27_000);

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_megabyte_without_a_break_is_read_in_seconds()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();

        Some.Entities(new string('A', 1_000_000));
        Some.Entities(string.Concat(Enumerable.Repeat("Bank of ", 125_000)));

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Another_language_gets_names_of_the_lists_only()
    {
        var entities = Some.Entities("Der Minister reiste nach Berlin und traf Freunde der Familie Müller.", language: "de");

        Some.Summary(entities).ShouldBe("LOC Berlin 1");
    }

    [Fact]
    public void Salience_and_confidence_lie_between_0_and_1_and_the_subject_leads()
    {
        var entities = Some.Entities("To Lam met Xi Jinping. Lam thanked his host. Lam left. Reuters reported it.", "To Lam in Beijing");

        entities.ShouldAllBe(entity => entity.Salience >= 0 && entity.Salience <= 1 && entity.Confidence > 0 && entity.Confidence <= 1);
        entities.MaxBy(entity => entity.Salience)!.Name.ShouldBe("To Lam");
    }
}
