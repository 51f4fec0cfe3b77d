namespace IngestPipeline.Hosting;

/// <summary>A message of a kind that no consumer of its queue takes. Wrong for good, until a version is at work that takes it.
/// Left to MassTransit, which skips it, it would lie in quarantine without a word about the queue it came from.</summary>
internal sealed class UnexpectedMessageException() : Exception(
    "Nothing here takes this kind of message: it was meant for another queue, or comes from a newer version.");
