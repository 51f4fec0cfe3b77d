namespace IngestPipeline.Support;

/// <summary>A broker of the tests' own, which may be done anything to.</summary>
internal interface IBrokerServer : IAsyncDisposable
{
    /// <summary>Address of the default virtual host, with user and password.</summary>
    Uri AmqpUri { get; }

    /// <summary>Root of the management API, ends with a slash.</summary>
    Uri ApiUri { get; }

    /// <summary>Where it comes from, for people.</summary>
    string Origin { get; }

    /// <summary>The end of what it wrote, for the message when it does not start.</summary>
    string Output();

    /// <summary>Ends it as a power cut would; what it confirmed is on disk.</summary>
    Task Kill();

    /// <summary>Starts it again on the same data and ports; it answers some seconds later.</summary>
    Task Restart(CancellationToken token);

    /// <summary>Runs a program to its end where <c>rabbitmqctl</c> is the one of this broker.</summary>
    /// <exception cref="InvalidOperationException">It fails; says what it wrote.</exception>
    Task Run(IEnumerable<string> command, CancellationToken token);
}
