namespace IngestPipeline.Hosting;

/// <summary>A handler took too long and was cancelled.</summary>
internal sealed class HandlerTimedOutException(TimeSpan longest, Exception cause)
    : PassingException($"The handler was cancelled after {longest.TotalMinutes:0.#} minutes.", cause);
