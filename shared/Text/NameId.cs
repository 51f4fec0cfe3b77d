using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace IngestPipeline.Text;

/// <summary>Ids derived from what they name, so that a path that runs twice gives the same one.</summary>
/// <remarks>UUID version 5: SHA-1 over a namespace and a name. Source: RFC 9562, section 5.5.</remarks>
public static class NameId
{
    /// <summary>The project's own namespace. Never change it: every id that was ever published depends on it.</summary>
    public static readonly Guid Namespace = new("6f1d3a52-94c7-5b0e-8a36-2d7be0c4915f");

    /// <summary>The id of a name made of several parts.</summary>
    /// <param name="parts">In order, any text; not empty. Each is written with its length before it, so that
    /// <c>("ab", "c")</c> and <c>("a", "bc")</c> differ.</param>
    /// <exception cref="ArgumentException"><paramref name="parts"/> is empty.</exception>
    public static Guid Of(params string[] parts)
    {
        if (parts.Length == 0) throw new ArgumentException("A name has at least one part.", nameof(parts));

        var name = new MemoryStream();
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            name.Write(length);
            name.Write(bytes);
        }

        return Version5(Namespace, name.ToArray());
    }

    /// <summary>UUID version 5 of a name in a namespace.</summary>
    /// <param name="space">Namespace.</param>
    /// <param name="name">Name in bytes; may be empty.</param>
    public static Guid Version5(Guid space, ReadOnlySpan<byte> name)
    {
        var input = new byte[16 + name.Length];
        space.TryWriteBytes(input, bigEndian: true, out _);
        name.CopyTo(input.AsSpan(16));
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // RFC 9562 prescribes SHA-1 for version 5; it names here, it does not protect.
        SHA1.HashData(input, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
