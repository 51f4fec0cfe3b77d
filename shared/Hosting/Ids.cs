using IngestPipeline.Text;

namespace IngestPipeline.Hosting;

/// <summary>Ids derived from what they name: a path that runs twice gives the same one.</summary>
public static class Ids
{
    /// <summary>Message id of a hand-over: what stands on the wire twice has one id.</summary>
    /// <param name="stage">Who hands over.</param>
    /// <param name="articleId">The article.</param>
    /// <param name="version">Its version.</param>
    /// <param name="revision">Revision of its verdict.</param>
    public static Guid HandOver(string stage, Guid articleId, int version, int revision) => NameId.Of("hand-over", stage, Text(articleId), Text(version), Text(revision));

    /// <summary>Event id of a published message.</summary>
    /// <param name="event">Name of the event.</param>
    /// <param name="articleId">The article.</param>
    /// <param name="version">Its version.</param>
    /// <param name="revision">Revision of its verdict; 0 unless the event announces a change of groups.</param>
    public static Guid Event(string @event, Guid articleId, int version, int revision) => NameId.Of("event", @event, Uri(articleId), Text(version), Text(revision));

    /// <summary>The article's URI in published messages.</summary>
    /// <param name="articleId">The article.</param>
    public static string Uri(Guid articleId) => $"urn:ingestpipeline:article:{articleId:N}";

    private static string Text(IFormattable value) => value.ToString(null, System.Globalization.CultureInfo.InvariantCulture);
}
