namespace IngestPipeline.Fetcher;

/// <summary>No page is fetched before the operator has said how publishers can reach them.</summary>
public sealed class NoContactException()
    : Exception("Pages are not fetched without a contact: set Fetcher:Contact (Fetcher__Contact) to a web page or an e-mail address of whoever runs this.");
