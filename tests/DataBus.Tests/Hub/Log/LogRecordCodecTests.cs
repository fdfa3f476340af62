using System.Buffers.Binary;
using System.Security.Cryptography;
using DataBus.Hub.Log;

namespace DataBus.Tests.Hub.Log;

public sealed class LogRecordCodecTests
{
    private static readonly byte[] Salt = RandomNumberGenerator.GetBytes(LogRecordCodec.SaltSize);
    private static readonly byte[] Previous = RandomNumberGenerator.GetBytes(HashChain.Size);
    private static readonly LogRecord Record = new(RecordType.Held, 0x0102030405060708, 9, new byte[] { 7, 8, 9 });

    [Fact]
    public void TryRead_WhatWasWritten_IsTheSame()
    {
        var read = LogRecordCodec.TryRead(Written())!;

        Assert.Equal((Record.Type, Record.FirstRevision, Record.Count), (read.Type, read.FirstRevision, read.Count));
        Assert.Equal(Record.Body.ToArray(), read.Body.ToArray());
        Assert.True(LogRecordCodec.IsChained(Previous, read));
        Assert.False(LogRecordCodec.IsChained(HashChain.Start.Span, read));
    }

    // The layout is what a verifier in another language relies on.
    [Fact]
    public void Write_Chain_IsDigestOfSaltHeaderBodyAfterThePrevious()
    {
        byte[] first = new byte[8], count = new byte[4];
        BinaryPrimitives.WriteUInt64BigEndian(first, Record.FirstRevision);
        BinaryPrimitives.WriteUInt32BigEndian(count, Record.Count);
        var digest = SHA256.HashData([.. Salt, (byte)Record.Type, 1, .. first, .. count, .. Record.Body.Span]);

        var chain = SHA256.HashData([.. Previous, .. digest]);

        Assert.Equal(chain, Written()[..32]);
    }

    [Fact]
    public void IsChained_AnyByteChanged_IsFalse()
    {
        for (var i = 0; i < Written().Length; i++)
        {
            var value = Written();
            value[i] ^= 1;
            var read = LogRecordCodec.TryRead(value);

            Assert.False(read is not null && LogRecordCodec.IsChained(Previous, read), $"byte {i}");
        }
    }

    [Fact]
    public void Rewrite_Record_KeepsItsChainAndHasADigestOfItsOwn()
    {
        var record = LogRecordCodec.TryRead(Written())!;

        var sparse = LogRecordCodec.Rewrite(record, new byte[] { 7 }, new byte[LogRecordCodec.SaltSize]);
        var again = LogRecordCodec.Rewrite(sparse, ReadOnlyMemory<byte>.Empty, new byte[LogRecordCodec.SaltSize]);

        Assert.False(record.IsSparse);
        Assert.True(sparse.IsSparse);
        Assert.Equal(new byte[] { 7 }, sparse.Body.ToArray());
        foreach (var one in new[] { sparse, again })
        {
            Assert.Equal((record.Type, record.FirstRevision, record.Count), (one.Type, one.FirstRevision, one.Count));
            Assert.Equal(record.Chain.ToArray(), one.Chain.ToArray());
            Assert.Equal(LogRecordCodec.DigestOf(record).ToArray(), one.AppendedDigest.ToArray());
            Assert.True(LogRecordCodec.IsChained(Previous, one));
        }
        Assert.NotEqual(LogRecordCodec.DigestOf(sparse).ToArray(), LogRecordCodec.DigestOf(again).ToArray());
    }

    [Fact]
    public void TryRead_TooShort_IsNull() => Assert.Null(LogRecordCodec.TryRead(Written().AsMemory(0, LogRecordCodec.HeaderSize - 1)));

    private static byte[] Written()
    {
        var value = new byte[LogRecordCodec.HeaderSize + Record.Body.Length];
        LogRecordCodec.Write(Record, Salt, Previous, value);
        return value;
    }
}
