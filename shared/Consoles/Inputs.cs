using System.Globalization;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IngestPipeline.Text;

namespace IngestPipeline.Consoles;

/// <summary>Files, folders and URLs as submissions. A text or HTML file gets the id of its path below what was named,
/// without the ending; two files that would share an id keep their endings. A JSON object keeps what it says of itself
/// and gets an id only when it has neither id nor URL.</summary>
public static class Inputs
{
    // A little over what the pipeline takes, so that it is the pipeline that refuses, whole and with its reason.
    private const int MostBytes = 11 * 1024 * 1024;
    private static readonly string[] Endings = [".txt", ".html", ".htm", ".json", ".jsonl"];
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads what the paths name, one after another, in order of name within a folder.</summary>
    /// <param name="paths">Files (<c>.txt</c>, <c>.html</c>, <c>.htm</c>, <c>.json</c>, <c>.jsonl</c>, each also <c>.gz</c>), folders, http and https URLs.</param>
    /// <returns>At least one a file, lazily.</returns>
    /// <exception cref="FileNotFoundException">A path names nothing.</exception>
    /// <exception cref="NotSupportedException">A named file has another ending.</exception>
    public static IEnumerable<Input> Read(IEnumerable<string> paths)
    {
        var files = paths.SelectMany(Find).ToList();
        files = Apart(files, file => file with { Id = file.Name });
        files = Apart(files, file => file with { Id = file.Path ?? file.Id });
        return files.SelectMany(file => file.Path is null
            ? [new Input(file.Name, file.Id, Json(new() { ["url"] = file.Name }))]
            : Read(file));
    }

    private static List<Found> Apart(List<Found> files, Func<Found, Found> rename)
    {
        var shared = files.CountBy(file => file.Id).Where(pair => pair.Value > 1).Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        return [.. files.Select(file => shared.Contains(file.Id) ? rename(file) : file)];
    }

    private static IEnumerable<Found> Find(string path)
    {
        if (path.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            return [new(path, path, null)];
        if (Directory.Exists(path))
        {
            return Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Where(file => Endings.Contains(Ending(file)))
                .Select(file => (File: file, Name: Path.GetRelativePath(path, file).Replace('\\', '/')))
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => new Found(file.Name, WithoutEnding(file.Name), file.File));
        }
        if (!File.Exists(path))
            throw new FileNotFoundException($"No such file or folder: {path}");
        if (!Endings.Contains(Ending(path)))
            throw new NotSupportedException($"{path} is none of {string.Join(", ", Endings)} (each also .gz).");
        return [new(Path.GetFileName(path), WithoutEnding(Path.GetFileName(path)), path)];
    }

    private static IEnumerable<Input> Read(Found file)
    {
        using var raw = File.OpenRead(file.Path!);
        using var stream = file.Path!.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(raw, CompressionMode.Decompress) : (Stream)raw;
        var stem = WithoutEnding(Path.GetFileName(file.Path));
        if (Ending(file.Path) == ".jsonl")
        {
            foreach (var (index, line) in Lines(stream).Index().Where(pair => !IsBlank(pair.Item)))
            {
                var number = (index + 1).ToString(CultureInfo.InvariantCulture);
                yield return new($"{file.Name}:{number}", $"{stem}:{number}", WithId(line, $"{file.Id}:{number}"));
            }
            yield break;
        }

        var bytes = AtMost(stream);
        yield return new(file.Name, stem, Ending(file.Path) switch
        {
            ".json" => WithId(bytes, file.Id),
            ".txt" => Wrapped(bytes, "text", file.Id),
            _ => Wrapped(bytes, "html", file.Id),
        });
    }

    private static ReadOnlyMemory<byte> Wrapped(byte[] bytes, string field, string id)
    {
        try
        {
            return Json(new() { ["id"] = id, [field] = Decoding.Decode(bytes, null, field == "html").Text });
        }
        catch (UndecodableTextException)
        {
            return bytes;
        }
    }

    private static ReadOnlyMemory<byte> WithId(byte[] bytes, string id)
    {
        try
        {
            if (JsonNode.Parse(bytes) is not JsonObject article || article.ContainsKey("id") || article.ContainsKey("url"))
                return bytes;
            article["id"] = id;
            return Json(article);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return bytes;
        }
    }

    // As bytes, so that a line of broken text reaches the pipeline as it is.
    private static IEnumerable<byte[]> Lines(Stream stream)
    {
        using var line = new MemoryStream();
        using var buffered = new BufferedStream(stream, 81920);
        for (int next; (next = buffered.ReadByte()) >= 0;)
        {
            if (next != '\n')
            {
                if (line.Length < MostBytes)
                    line.WriteByte((byte)next);
                continue;
            }
            yield return line.ToArray();
            line.SetLength(0);
        }
        yield return line.ToArray();
    }

    private static bool IsBlank(byte[] line) => Array.TrueForAll(line, value => value is (byte)' ' or (byte)'\t' or (byte)'\r');

    private static byte[] AtMost(Stream stream)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while (copy.Length < MostBytes && (read = stream.Read(buffer)) > 0)
            copy.Write(buffer, 0, read);
        return copy.ToArray();
    }

    private static ReadOnlyMemory<byte> Json(JsonObject article) => JsonSerializer.SerializeToUtf8Bytes(article, Plain);

    private static string Ending(string path) =>
        Path.GetExtension(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path).ToLowerInvariant();

    private static string WithoutEnding(string name)
    {
        var unzipped = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        return unzipped[..^Path.GetExtension(unzipped).Length];
    }

    // Path is null for a URL.
    private sealed record Found(string Name, string Id, string? Path);
}
