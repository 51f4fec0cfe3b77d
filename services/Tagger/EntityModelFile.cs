using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace IngestPipeline.Tagger;

/// <summary>What a model file says of itself.</summary>
/// <param name="Bits">Rows of the table, as a power of two.</param>
/// <param name="TrainedOn">The sets it learned from, each with its licence.</param>
/// <param name="Licence">Under which the weights may be passed on.</param>
/// <param name="Seed">Of the order of the sentences.</param>
/// <param name="Epochs">How often each was seen.</param>
/// <param name="Confidence">From margins to confidence.</param>
internal sealed record EntityModelHeader(int Bits, IReadOnlyList<string> TrainedOn, string Licence, int Seed, int Epochs, Curve Confidence);

/// <summary>
/// A model as a file: <c>IPNM</c>, the length of the header in 4 bytes (little-endian), the header as JSON, the SHA-256 of what follows uncompressed, and
/// that by Brotli: the steps in 4 bytes each, then the weights in one byte each.
/// </summary>
internal static class EntityModelFile
{
    private static ReadOnlySpan<byte> Magic => "IPNM"u8;

    /// <exception cref="InvalidDataException">The file is none of these, or not whole.</exception>
    public static (EntityModel Model, EntityModelHeader Header) Read(Stream stream)
    {
        Span<byte> start = stackalloc byte[8];
        stream.ReadExactly(start);
        if (!start[..4].SequenceEqual(Magic)) throw new InvalidDataException("Not a model of names.");
        var text = new byte[BinaryPrimitives.ReadInt32LittleEndian(start[4..])];
        stream.ReadExactly(text);
        var header = JsonSerializer.Deserialize<EntityModelHeader>(text)!;
        var hash = new byte[SHA256.HashSizeInBytes];
        stream.ReadExactly(hash);
        var steps = new byte[Labels.Count * Labels.Count * sizeof(int)];
        var weights = new sbyte[(1 << header.Bits) * Labels.Weighted];
        using var unpacked = new BrotliStream(stream, CompressionMode.Decompress);
        unpacked.ReadExactly(steps);
        unpacked.ReadExactly(MemoryMarshal.AsBytes(weights.AsSpan()));
        if (!Hash(steps, weights).AsSpan().SequenceEqual(hash)) throw new InvalidDataException("The model of names is damaged.");
        var numbers = new int[Labels.Count * Labels.Count];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = BinaryPrimitives.ReadInt32LittleEndian(steps.AsSpan(i * sizeof(int)));
        return (new EntityModel(header.Bits, weights, numbers, header.Confidence), header);
    }

    /// <param name="stream">Takes the file.</param>
    /// <param name="header">What it says of itself.</param>
    /// <param name="model">What to write.</param>
    public static void Write(Stream stream, EntityModelHeader header, EntityModel model)
    {
        var (weights, steps) = (model.Weights.ToArray(), model.Steps.ToArray());
        var text = JsonSerializer.SerializeToUtf8Bytes(header);
        var numbers = new byte[steps.Length * sizeof(int)];
        for (var i = 0; i < steps.Length; i++) BinaryPrimitives.WriteInt32LittleEndian(numbers.AsSpan(i * sizeof(int)), steps[i]);
        Span<byte> start = stackalloc byte[8];
        Magic.CopyTo(start);
        BinaryPrimitives.WriteInt32LittleEndian(start[4..], text.Length);
        stream.Write(start);
        stream.Write(text);
        stream.Write(Hash(numbers, weights));
        using var packed = new BrotliStream(stream, CompressionLevel.SmallestSize, leaveOpen: true);
        packed.Write(numbers);
        packed.Write(MemoryMarshal.AsBytes(weights.AsSpan()));
    }

    private static byte[] Hash(byte[] steps, sbyte[] weights)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(steps);
        hash.AppendData(MemoryMarshal.AsBytes(weights.AsSpan()));
        return hash.GetHashAndReset();
    }
}
