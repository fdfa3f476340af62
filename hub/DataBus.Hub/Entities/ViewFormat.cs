using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using DataBus.V1;

namespace DataBus.Hub.Entities;

/// <summary>Stands for how the views are made: their rows, and what the contract says of facets that they depend on.</summary>
internal static class ViewFormat
{
    /// <summary>Raised when the projection makes other rows of the same log.</summary>
    private const int Version = 4;

    /// <summary>Views that were made otherwise are thrown away at the start, and made again from the log.</summary>
    public static byte[] OfNow { get; } = Make();

    private static byte[] Make()
    {
        var hash = new XxHash64(Version);
        hash.Append(ViewsReflection.Descriptor.SerializedData.Span);
        foreach (var facet in FacetCatalogue.All)
        {
            var stated = string.Join(',', StatedKeys.FieldsOf(facet.Name).Select(static one => $"{one.Field.Name}={one.Scheme}"));
            hash.Append(Encoding.UTF8.GetBytes($"{facet.Name} {facet.IsClosed} {stated}\n"));
        }

        var format = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(format, hash.GetCurrentHashAsUInt64());
        return format;
    }
}
