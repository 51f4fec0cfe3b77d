namespace IngestPipeline.Cli;

/// <summary>A message was not taken, and why.</summary>
internal sealed class SenderException(string message, bool mayHaveArrived, Exception inner) : Exception(message, inner)
{
    /// <summary>True when it was sent and no answer came.</summary>
    public bool MayHaveArrived => mayHaveArrived;
}
