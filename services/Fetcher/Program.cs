using IngestPipeline.Fetcher;
using IngestPipeline.Hosting;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddBus(bus => bus.AddFetcher());
await builder.RunService();
