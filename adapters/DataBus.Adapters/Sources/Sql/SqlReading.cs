using DataBus.Adapters.Mapping;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>What a reading of all rows shows against what is live.</summary>
/// <param name="Unlike">Hashes of the rows that are not live as they are.</param>
/// <param name="Absent">Live addresses that no row has; null if they are too many for one push; none if the reading is not proven whole.</param>
/// <param name="Ambiguity">Addresses of which the rows have several contents.</param>
internal sealed record SqlReading(HashSet<UInt128> Unlike, IReadOnlyList<Address>? Absent, Ambiguity Ambiguity)
{
    /// <summary>Compares rows with what is live.</summary>
    public static SqlReading Of(IReadOnlyList<SqlRow> rows, ulong count, RowMapping mapping, LiveAddresses live)
    {
        var unlike = new HashSet<UInt128>();
        var ambiguity = new Ambiguity();
        foreach (var row in rows)
        {
            if (mapping.Map(row) is not { } item)
                continue;
            ambiguity.Add(item);
            live.Meet(item);
            if (!live.IsLive(item))
                unlike.Add(ContentHash.Of(OriginHash.OfRaw(item.Item.ToByteArray())));
        }
        return new SqlReading(unlike, (ulong)rows.Count == count ? live.Absent(covered: null) : [], ambiguity);
    }
}
