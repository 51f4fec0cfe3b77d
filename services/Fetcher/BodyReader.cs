using System.IO.Compression;

namespace IngestPipeline.Fetcher;

/// <summary>Reads a response body within bounds: on the wire, decompressed, their ratio, and the rate.</summary>
/// <remarks>One layer of gzip, deflate or Brotli. A bomb is stopped at the first chunk that goes over a bound, so memory stays below
/// the largest page plus one chunk.</remarks>
internal static class BodyReader
{
    private const int Chunk = 64 * 1024;
    private const int RatioAfter = 1_000_000;
    private static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(10);

    /// <summary>The decompressed body.</summary>
    /// <exception cref="PageRefusedException">The body is too big, expands too much, or is encoded in a way that was not asked for.</exception>
    /// <exception cref="PageUnavailableException">The body arrives too slowly or is cut or corrupt.</exception>
    public static async Task<byte[]> Read(HttpContent content, FetcherOptions options, TimeProvider time, CancellationToken token)
    {
        if (content.Headers.ContentLength > options.MaxCompressedBytes)
            throw TooBig($"announces {content.Headers.ContentLength} bytes; at most {options.MaxCompressedBytes} are read");

        await using var wire = new CountingStream(await content.ReadAsStreamAsync(token), options, time);
        await using var plain = Decompress(wire, content.Headers.ContentEncoding);
        var body = new MemoryStream();
        var buffer = new byte[Chunk];
        try
        {
            for (int read; (read = await plain.ReadAsync(buffer, token)) > 0;)
            {
                body.Write(buffer, 0, read);
                if (body.Length > options.MaxPageBytes) throw TooBig($"has more than {options.MaxPageBytes} bytes");
                if (body.Length > RatioAfter && body.Length > wire.Count * options.MaxRatio)
                    throw new PageRefusedException("bomb", $"The page grows more than {options.MaxRatio} times when decompressed.");
            }
        }
        catch (InvalidDataException corrupt)
        {
            throw new PageUnavailableException("corrupt", "The compressed page is corrupt or cut.", corrupt);
        }

        return body.ToArray();
    }

    private static Stream Decompress(Stream wire, ICollection<string> encodings)
    {
        var names = encodings.Where(name => !name.Equals("identity", StringComparison.OrdinalIgnoreCase)).ToArray();
        if (names.Length > 1) throw new PageRefusedException("encoding", "The page is compressed more than once.");
        return names.FirstOrDefault()?.ToLowerInvariant() switch
        {
            null => wire,
            "gzip" or "x-gzip" => new GZipStream(wire, CompressionMode.Decompress),
            "deflate" => new ZLibStream(wire, CompressionMode.Decompress),
            "br" => new BrotliStream(wire, CompressionMode.Decompress),
            _ => throw new PageRefusedException("encoding", "The page has a content encoding that was not asked for."),
        };
    }

    private static PageRefusedException TooBig(string what) => new("too-big", $"The page {what}.");

    // Counts what comes over the wire and measures the rate in windows of ten seconds.
    private sealed class CountingStream(Stream inner, FetcherOptions options, TimeProvider time) : Stream
    {
        private long windowStart = time.GetTimestamp();
        private long windowCount;

        public long Count { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            Count += read;
            windowCount += read;
            if (Count > options.MaxCompressedBytes) throw TooBig($"has more than {options.MaxCompressedBytes} bytes on the wire");

            var window = time.GetElapsedTime(windowStart);
            if (window < RateWindow) return read;
            if (windowCount < options.MinRate * window.TotalSeconds)
                throw new PageUnavailableException("slow", $"The page arrives at less than {options.MinRate} bytes a second.");
            windowStart = time.GetTimestamp();
            windowCount = 0;
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush() => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
