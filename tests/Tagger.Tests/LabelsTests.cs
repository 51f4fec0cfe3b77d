namespace IngestPipeline.Tagger.Tests;

public sealed class LabelsTests
{
    [Fact]
    public void Names_that_are_marked_are_read_again_side_by_side_and_of_one_word()
    {
        var labels = new byte[8];
        Array.Fill(labels, (byte)Labels.Outside);
        (int, int, NameType)[] names = [(0, 2, NameType.Organisation), (3, 3, NameType.Person), (4, 5, NameType.Person), (7, 7, NameType.Nationality)];

        foreach (var (first, last, type) in names) Labels.Mark(labels.AsSpan(first, last - first + 1), type);

        Labels.Names(labels).ShouldBe(names);
    }
}
