namespace IngestPipeline.Text;

/// <summary>Bytes that are no text in any character set that may be assumed. Wrong for good: a retry gives the same.</summary>
/// <param name="message">A sentence for a person: which character set, and where in the bytes.</param>
public sealed class UndecodableTextException(string message) : Exception(message);
