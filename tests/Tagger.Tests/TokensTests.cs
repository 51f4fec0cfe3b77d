namespace IngestPipeline.Tagger.Tests;

public sealed class TokensTests
{
    [Theory]
    [InlineData("Beijing-based firm", "Beijing|-|based|firm")]
    [InlineData("in 2022-2023, 3-0", "in|2022-2023|,|3-0")]
    [InlineData("Lam's visit", "Lam|'s|visit")]
    [InlineData("Lam’s visit", "Lam|’s|visit")]
    [InlineData("the workers' rights", "the|workers|'|rights")]
    [InlineData("they don't, we're", "they|do|n't|,|we|'re")]
    [InlineData("U.S. troops at 5 p.m. sharp", "U.S.|troops|at|5|p.m.|sharp")]
    [InlineData("O'Brien in N’Djamena", "O'Brien|in|N’Djamena")]
    [InlineData("Mr. J. Smith and Gen. Giap", "Mr.|J.|Smith|and|Gen.|Giap")]
    [InlineData("AT&T & co", "AT&T|&|co")]
    [InlineData("see https://example.org/a-b?c=1.", "see|https://example.org/a-b?c=1|.")]
    [InlineData("mail desk@example.org, @handle #tag", "mail|desk@example.org|,|@handle|#tag")]
    [InlineData("1,234.5 and 12:30", "1,234.5|and|12:30")]
    [InlineData("al-Assad", "al|-|Assad")]
    [InlineData("wait... now", "wait|...|now")]
    [InlineData("北京ok", "北|京|ok")]
    [InlineData("G20 and Covid-19", "G20|and|Covid|-|19")]
    [InlineData("The end.", "The|end|.")]
    [InlineData("Iran 's plan is n't new, 'so' 't Hooft", "Iran|'s|plan|is|n't|new|,|'|so|'|'t|Hooft")]
    [InlineData("he left -- at last!!!", "he|left|--|at|last|!!!")]
    [InlineData("a Ph.D. of Amazon.com. Then", "a|Ph.D.|of|Amazon.com|.|Then")]
    [InlineData("batting .292 now", "batting|.292|now")]
    [InlineData("pp. 5 and approx. 6", "pp.|5|and|approx.|6")]
    public void Text_becomes_tokens(string text, string expected)
    {
        string.Join('|', Tokens.Split(text, "en").Select(token => text[token.Start..token.End])).ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \t\n")]
    [InlineData("'")]
    [InlineData("@")]
    [InlineData("#")]
    [InlineData("a@")]
    [InlineData("\uD83D\uDE00 \uD83D")]
    [InlineData("http://")]
    [InlineData("n't 's ''")]
    public void Odd_text_is_cut_without_fault(string text)
    {
        var end = 0;
        foreach (var token in Tokens.Split(text, "en"))
        {
            token.Start.ShouldBeGreaterThanOrEqualTo(end);
            token.End.ShouldBeGreaterThan(token.Start);
            end = token.End;
        }

        end.ShouldBeLessThanOrEqualTo(text.Length);
    }
}
