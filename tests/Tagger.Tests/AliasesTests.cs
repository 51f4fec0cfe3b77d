namespace IngestPipeline.Tagger.Tests;

public sealed class AliasesTests
{
    [Theory]
    [InlineData("The Supreme Election Council (YSK) counted again. The YSK gave no reason.", "Supreme Election Council", 3)]
    [InlineData("The Pakistan Muslim League-Nawaz (PML-N) won. Leaders of the PML-N met.", "Pakistan Muslim League-Nawaz", 3)]
    [InlineData("He leads the Forest Workers Union (FWU). In the capital FWU members marched.", "Forest Workers Union", 3)]
    public void What_stands_in_brackets_is_the_same_organisation(string text, string name, int mentions)
    {
        Some.Entities(text).Named(name).Mentions.Count.ShouldBe(mentions);
    }

    [Theory]
    [InlineData("President Joko Widodo, widely known as Jokowi, spoke. Jokowi left later.", "Joko Widodo", 3)]
    [InlineData("Rodrigo Londoño, the rebel leader known as Timochenko, signed. Timochenko smiled.", "Rodrigo Londoño", 3)]
    [InlineData("Mahmoud Abbas, also called Abu Mazen, came. Abu Mazen spoke first.", "Mahmoud Abbas", 3)]
    public void Known_as_leads_to_another_name_of_the_same_person(string text, string name, int mentions)
    {
        Some.Entities(text).Named(name).Mentions.Count.ShouldBe(mentions);
    }

    [Fact]
    public void A_place_in_brackets_is_no_alias()
    {
        var entities = Some.Entities("The Green River Party (Hanoi) lost. Later Hanoi was calm.");

        entities.Named("Hanoi").Type.ShouldBe("LOC");
    }
}
