namespace IngestPipeline.Deduplicator.Tests;

public sealed class CorrectionTests
{
    [Theory]
    [InlineData("CORRECTED - Mill to close in May")]
    [InlineData("UPDATE 2-Mill to close in May")]
    [InlineData("REFILE-Mill to close in May")]
    [InlineData("Korrektur: Werk schließt im Mai")]
    [InlineData("Berichtigung - Werk schließt im Mai")]
    [InlineData("RECTIFICATIF/L'usine fermera en mai")]
    [InlineData("CORREGIDO: La fábrica cerrará en mayo")]
    [InlineData("Rettifica: la fabbrica chiude a maggio")]
    [InlineData("訂正：工場は五月に閉鎖")]
    [InlineData("更正：工厂五月关闭")]
    [InlineData("Mill to close in May (corrected)")]
    public void Headlines_that_say_so_are_corrections(string headline) => Correction.Is(headline, "").ShouldBeTrue();

    [Theory]
    [InlineData("Correction on the stock market goes on")]
    [InlineData("Minister corrected by her own party")]
    [InlineData("Update of the harbour plan delayed")]
    public void News_about_corrections_is_none(string headline) => Correction.Is(headline, "").ShouldBeFalse();

    [Fact]
    public void The_opening_of_the_text_counts_as_well() => Correction.Is("Mill to close", "2nd Ld-Writethru\nThe mill will close in May.").ShouldBeTrue();
}
