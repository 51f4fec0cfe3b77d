namespace IngestPipeline.Hosting;

/// <summary>The text of a message is not where its hash says. No later try finds it: the message goes to quarantine.</summary>
/// <param name="message">A sentence for a person; it becomes a header of the message.</param>
public sealed class MissingBodyException(string message) : Exception(message);
