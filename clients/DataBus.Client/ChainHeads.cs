using System.Globalization;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Client;

/// <summary>
/// A file of heads of the hub's log, kept where the hub's administrator cannot write: proof of what the log held. Each line has a time,
/// the epoch, the revision and the chain in hexadecimal digits. Not thread-safe.
/// </summary>
/// <param name="path">The file; made if it is not there, only ever appended to.</param>
/// <param name="time">The clock; null: the system's.</param>
public sealed class ChainHeads(string path, TimeProvider? time = null)
{
    /// <summary>Not more often than this, so that the file stays small: about 200 KB a day at most.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private const int Parts = 4;

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private DateTimeOffset _keptAt = DateTimeOffset.MinValue;
    private ulong _kept;

    /// <summary>Keeps a head, unless one was kept within the last minute, or it is the same as that.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Keep(ChainHead? head)
    {
        var now = _time.GetUtcNow();
        if (head is null || head.Revision == _kept || now - _keptAt < Interval)
            return;
        File.AppendAllText(path, string.Create(CultureInfo.InvariantCulture, $"{now:yyyy-MM-ddTHH:mm:ssZ} {head.Epoch} {head.Revision} {Convert.ToHexStringLower(head.Chain.Span)}\n"));
        (_keptAt, _kept) = (now, head.Revision);
    }

    /// <summary>Reads the heads of a file, in its order.</summary>
    /// <exception cref="FormatException">A line is no head; its number is told.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<ChainHead> Read(string path) => [.. File.ReadLines(path).Select(Parse)];

    private static ChainHead Parse(string line, int index)
    {
        if (line.Split(' ') is { Length: Parts } parts && ulong.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            && revision > 0 && parts[3].Length == 64 && parts[3].All(char.IsAsciiHexDigit))
        {
            return new ChainHead { Epoch = parts[1], Revision = revision, Chain = ByteString.CopyFrom(Convert.FromHexString(parts[3])) };
        }
        throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"line {index + 1}: {line}"));
    }
}
