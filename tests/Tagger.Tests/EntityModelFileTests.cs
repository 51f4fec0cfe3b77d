namespace IngestPipeline.Tagger.Tests;

public sealed class EntityModelFileTests
{
    private static readonly EntityModelHeader Header = new(4, ["a set"], "CC0-1.0", 1, 2, new(-0.5, 0.25));

    [Fact]
    public void What_is_written_is_read()
    {
        var file = Write();

        var (model, header) = EntityModelFile.Read(new MemoryStream(file));

        header.TrainedOn.ShouldBe(["a set"]);
        header.Confidence.ShouldBe(Header.Confidence);
        model.Weights.ToArray().ShouldBe(Weights());
        model.Steps.ToArray().ShouldBe(Steps());
    }

    [Fact]
    public void A_damaged_file_is_refused()
    {
        var file = Write();
        // A byte of the checksum: whatever of it is wrong, the two do not meet.
        file[8 + BitConverter.ToInt32(file, 4)] ^= 1;

        Should.Throw<InvalidDataException>(() => EntityModelFile.Read(new MemoryStream(file))).Message.ShouldBe("The model of names is damaged.");
    }

    [Fact]
    public void Another_file_is_refused()
    {
        Should.Throw<InvalidDataException>(() => EntityModelFile.Read(new MemoryStream(new byte[100]))).Message.ShouldBe("Not a model of names.");
    }

    [Fact]
    public void The_one_that_ships_is_small_and_names_only_sets_that_may_train_it()
    {
        using var stream = typeof(EntityModel).Assembly.GetManifestResourceStream("entities.model")!;

        stream.Length.ShouldBeLessThan(8_000_000);
        EntityModelFile.Read(stream).Header.TrainedOn.ShouldBe(
            ["btc", "crossner_ai", "crossner_literature", "crossner_music", "crossner_politics", "crossner_science", "ewt_train", "re3d_no_bbc", "wikigold", "wnut17_train", "articles"]);
    }

    private static byte[] Write()
    {
        using var stream = new MemoryStream();
        EntityModelFile.Write(stream, Header, new(4, Weights(), Steps(), Header.Confidence));
        return stream.ToArray();
    }

    private static sbyte[] Weights() => [.. Enumerable.Range(0, 16 * Labels.Weighted).Select(i => (sbyte)((i % 255) - 127))];

    private static int[] Steps() => [.. Enumerable.Range(0, Labels.Count * Labels.Count).Select(i => i * 1000)];
}
