using DataBus.Client;
using DataBus.V1;
using Google.Protobuf;
using Microsoft.Extensions.Time.Testing;

namespace DataBus.Tests.Client;

public sealed class ChainHeadsTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Keep_AtMostOneAMinute_AndReadsThemBack()
    {
        var heads = new ChainHeads(_path, _time);
        heads.Keep(null);
        heads.Keep(Head(5));
        heads.Keep(Head(6));
        _time.Advance(ChainHeads.Interval);
        heads.Keep(Head(7));
        _time.Advance(ChainHeads.Interval);
        heads.Keep(Head(7));
        new ChainHeads(_path, _time).Keep(Head(8));

        Assert.Equal([Head(5), Head(7), Head(8)], ChainHeads.Read(_path));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("2026-11-25T00:00:00Z epoch 0 00")]
    [InlineData("2026-11-25T00:00:00Z epoch 5 00")]
    public void Read_NoHead_NamesTheLine(string line)
    {
        new ChainHeads(_path, _time).Keep(Head(5));
        File.AppendAllText(_path, line);

        var error = Assert.Throws<FormatException>(() => ChainHeads.Read(_path));

        Assert.StartsWith("line 2: ", error.Message, StringComparison.Ordinal);
    }

    private static ChainHead Head(ulong revision) => new() { Epoch = "e", Revision = revision, Chain = ByteString.CopyFrom(Enumerable.Repeat((byte)revision, 32).ToArray()) };
}
