namespace IngestPipeline.Fetcher;

/// <summary>A submission that can never become an article. Wrong for good: it rests in quarantine with this message.</summary>
/// <param name="message">A sentence for a person; never article text beyond 40 characters, no user info or query of a URL.</param>
/// <param name="cause">What was caught, if anything.</param>
public sealed class UnusableSubmissionException(string message, Exception? cause = null) : Exception(message, cause);
