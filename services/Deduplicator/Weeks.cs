namespace IngestPipeline.Deduplicator;

/// <summary>Weeks of arrival, counted from the Unix epoch: what is stored goes by whole weeks.</summary>
internal static class Weeks
{
    public static int Of(DateTimeOffset instant) => (int)((instant - DateTimeOffset.UnixEpoch).TotalDays / 7);
}
