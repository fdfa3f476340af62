using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Hashing;
using System.Text;
using DataBus.Hub.Entities;

namespace DataBus.Hub.Api;

/// <summary>Where a listing goes on: the view that it reads, what it lists, and the key of the next entity.</summary>
internal sealed record PageToken(ulong View, ulong Listing, AddressKey Next)
{
    private const int KeyStart = 2 * sizeof(ulong);

    /// <summary>Stands for what is listed: a token is good for the same listing only.</summary>
    public static ulong ListingOf(string kind, string facet) => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{kind}\0{facet}"));

    public string Write()
    {
        var bytes = new byte[KeyStart + Next.Bytes.Length];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, View);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(sizeof(ulong)), Listing);
        Next.Bytes.CopyTo(bytes, KeyStart);
        return Base64Url.EncodeToString(bytes);
    }

    /// <exception cref="HubException">INVALID_ARGUMENT: it is no token, or one of another listing.</exception>
    public static PageToken Read(string text, ulong listing)
    {
        var bytes = Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : [];
        if (bytes.Length <= KeyStart || BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(sizeof(ulong))) != listing)
            throw HubMessages.Invalid(
                "page_token",
                "不是这个列表的翻页标记，应原样给回上一页的 next_page_token，种类和分面不变。",
                "It is no token of this listing; give back the next_page_token of the page before, with the same kind and facet.");

        return new PageToken(BinaryPrimitives.ReadUInt64BigEndian(bytes), listing, new AddressKey(bytes[KeyStart..]));
    }
}
