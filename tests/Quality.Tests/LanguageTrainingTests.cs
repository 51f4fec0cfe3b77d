using IngestPipeline.Quality.Languages;

namespace IngestPipeline.Quality.Tests;

public sealed class LanguageTrainingTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("languages");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_same_text_gives_the_same_bytes_whatever_file_it_stands_in()
    {
        Write("one/en.txt", "The minister said that the school will be closed. " + "The rest of the text is the same. ".PadRight(400, 't'));
        Write("one/de.txt", "Der Minister sagte, dass die Schule geschlossen bleibt, und die anderen auch, und die auch, und die.");
        Write("two/en/all.txt", File.ReadAllText(Path.Combine(folder.FullName, "one/en.txt")));
        Write("two/de/all.txt", File.ReadAllText(Path.Combine(folder.FullName, "one/de.txt")));

        var (one, two) = (Train("one"), Train("two"));

        one.Length.ShouldBeGreaterThan(100);
        two.ShouldBe(one);
        Train("one").ShouldBe(one);
    }

    private byte[] Train(string name)
    {
        var output = new FileInfo(Path.Combine(folder.FullName, name + ".model"));
        LanguageTraining.Run(new DirectoryInfo(Path.Combine(folder.FullName, name)), output, 50);
        return File.ReadAllBytes(output.FullName);
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
