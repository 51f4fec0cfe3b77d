using System.CommandLine.Parsing;
using System.Globalization;

namespace IngestPipeline.Standalone;

/// <summary>In which order articles are sent.</summary>
/// <param name="Seed">Null: as found. Else shuffled by this seed.</param>
internal sealed record Order(int? Seed)
{
    public static readonly Order ByName = new((int?)null);

    public static Order Parse(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (text == "name")
            return ByName;
        if (text.StartsWith("random:", StringComparison.Ordinal) && int.TryParse(text["random:".Length..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed))
            return new(seed);
        argument.AddError($"--order is name or random:SEED with a whole number, not '{text}'.");
        return ByName;
    }

    public override string ToString() => Seed is { } seed ? string.Create(CultureInfo.InvariantCulture, $"random:{seed}") : "name";

    public IEnumerable<T> Of<T>(IEnumerable<T> items)
    {
        if (Seed is not { } seed)
            return items;
        var shuffled = items.ToArray();
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }
}
