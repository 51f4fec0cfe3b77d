namespace IngestPipeline.Tagger.Tests;

public sealed class GivenFirstTests
{
    [Theory]
    [InlineData("Gestern sprach Veronika Mustermann in Deutschland über den Brunnen.", "de", "PER Veronika Mustermann; LOC Deutschland")]
    [InlineData("Hans Peter von Beispiel kam am Montag nach Österreich.", "de", "PER Hans Peter von Beispiel; LOC Österreich")]
    [InlineData("Ayer llegó Sonia Ejemplo a Alemania.", "es", "PER Sonia Ejemplo; LOC Alemania")]
    [InlineData("Hier schlug Thomas Achtung keine Zeitung auf.", "de", "")]
    [InlineData("Das Museum der Stadt zeigt das Gold aus dem Brunnen.", "de", "")]
    [InlineData("Der Bericht handelt über Gold. Über Nacht blieb das Tor offen.", "de", "")]
    public void Languages_without_rules_give_listed_names_and_persons_with_a_known_first_name(string text, string language, string expected) =>
        string.Join("; ", Entities.Find("", text, language).Select(entity => $"{entity.Type} {entity.Name}")).ShouldBe(expected);

    [Theory, InlineData("Deutschland", "de"), InlineData("Allemagne", "fr"), InlineData("Alemania", "es"), InlineData("Germania", "it"), InlineData("Alemanha", "pt"), InlineData("Duitsland", "nl")]
    public void A_country_has_one_entity_in_every_language(string name, string language) =>
        Entities.Find("", $"X {name} x.", language).ShouldHaveSingleItem().Uri.ShouldBe("http://www.wikidata.org/entity/Q183");
}
