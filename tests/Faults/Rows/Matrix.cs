namespace IngestPipeline.Faults;

/// <summary>All rows, in the order in which they are run.</summary>
internal static class Matrix
{
    public static IReadOnlyList<Row> Rows { get; } =
        [.. ProcessRows.All, .. BrokerRows.All, .. NetworkRows.All, .. DatabaseRows.All, .. BodyRows.All, .. WebRows.All, .. SurroundingRows.All];

    /// <summary>Twenty minutes of everything; not part of the others.</summary>
    public static Row Soak => SoakRow.Row;
}
