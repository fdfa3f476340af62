using System.Text;
using DataBus.Hub;
using DataBus.Hub.Log;
using DataBus.Hub.Operations;
using DataBus.V1;

namespace DataBus.Tests.Hub.Log;

public sealed class DigestsTests : IDisposable
{
    private const int AlgorithmAt = HashChainSize + LogRecordCodec.SaltSize + 1;
    private const int HashChainSize = 32;

    private readonly LogFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    // GB/T 32905-2016, appendix A.
    [Theory]
    [InlineData("abc", 1, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")]
    [InlineData("abcd", 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")]
    public void Hash_Sm3_IsThatOfTheStandard(string text, int times, string expected)
    {
        var digest = new byte[Digests.Size];

        Digests.Hash(DigestAlgorithm.Sm3, Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(text, times))), digest);

        Assert.Equal(expected, Convert.ToHexStringLower(digest));
    }

    [Fact]
    public void Verify_ChainThatChangesItsAlgorithmTwice_IsSoundAndNamesBoth()
    {
        foreach (var digest in new[] { DigestAlgorithm.Sha256, DigestAlgorithm.Sm3, DigestAlgorithm.Sha256 })
        {
            using var open = _folder.Open(digest: digest);
            open.Append(3, 2);
        }

        var result = VerifyFiles();

        Assert.True(result is { Sound: true, Revision: 16 }, result.ToString());
        Assert.Equal(["SHA-256", "SM3"], result.DigestAlgorithms);
    }

    // The body of an SM3 record, and its number made that of the other algorithm.
    [Theory]
    [InlineData(-1, 1)]
    [InlineData(AlgorithmAt, 2)]
    public void Verify_RecordBySm3Rewritten_NamesItsRevision(int at, byte flip)
    {
        using var open = _folder.Open(digest: DigestAlgorithm.Sm3);
        open.Append(3, 4);
        var stored = open.Log.Find(5)!.Stored.ToArray();
        stored[at < 0 ? ^1 : at] ^= flip;
        Put(open, 5, stored);

        var result = LogVerifier.Verify(open.Store, open.Log, 0, Token).Last();

        Assert.False(result.Sound);
        Assert.Contains("damaged at revision 5: the chain is broken", result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_UnknownAlgorithm_SaysItsNumber()
    {
        using var open = _folder.Open();
        open.Append(3, 4);
        var stored = open.Log.Find(5)!.Stored.ToArray();
        stored[AlgorithmAt] = 9;
        Put(open, 5, stored);

        var result = LogVerifier.Verify(open.Store, open.Log, 0, Token).Last();

        Assert.Contains("damaged at revision 5: unknown digest algorithm 9", result.Problem, StringComparison.Ordinal);
        Assert.Contains("未知的摘要算法 9", Assert.Throws<HubException>(() => open.Log.Find(6)).Refusal.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Rewrite_RecordBySm3_StaysInItsChain()
    {
        using var open = _folder.Open(digest: DigestAlgorithm.Sm3);
        open.Append(3);
        var before = open.Log.Find(1)!;
        var record = open.Log.Find(3)!;

        var sparse = LogRecordCodec.Rewrite(record, ReadOnlyMemory<byte>.Empty, new byte[LogRecordCodec.SaltSize]);

        Assert.True(sparse is { IsSparse: true, Algorithm: DigestAlgorithm.Sm3 });
        Assert.True(LogRecordCodec.IsChained(before.Chain.Span, sparse));
        Assert.Equal(record.Chain.ToArray(), sparse.Chain.ToArray());
    }

    [Fact]
    public void Validate_NumberThatIsNoAlgorithm_IsRefused()
    {
        var result = new HubOptionsValidator().Validate(null, new HubOptions { Data = _folder.Path, DigestAlgorithm = (DigestAlgorithm)7 });

        Assert.Contains("sha256", Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    private VerifyResponse VerifyFiles() => LogVerifier.VerifyFiles(_folder.Path, Token).Last();

    private static void Put(OpenLog open, ulong revision, byte[] stored)
    {
        var key = new byte[LogRecordCodec.KeySize];
        LogRecordCodec.WriteKey(revision, key);
        open.Store.Database.Put(key, stored, open.Store.Log);
    }
}
