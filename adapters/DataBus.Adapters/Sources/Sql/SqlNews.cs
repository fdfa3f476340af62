using DataBus.Adapters.Mapping;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>
/// Tells whether a reading of a whole table has anything to say: rows that are not live and were not said, or addresses that
/// are gone. What was said and is held, or is gone and waits for people, is not said at every poll. A restart says it once more.
/// </summary>
internal sealed class SqlNews(TimeProvider time)
{
    // The hub deletes what two complete readings lack.
    private const int TellAbsent = 2;

    private static readonly TimeSpan _reminder = TimeSpan.FromHours(1);

    private HashSet<UInt128> _said = [];
    private UInt128 _absent;
    private int _absentTold;
    private DateTimeOffset _absentAt;

    /// <summary>Forgets what was said: it may not have been committed.</summary>
    public void Forget() => (_said, _absentTold) = ([], 0);

    /// <summary>Tells whether a reading has news.</summary>
    public bool Has(SqlReading reading, bool once) => !reading.Unlike.IsSubsetOf(_said) || IsAbsentNews(reading.Absent, once);

    /// <summary>Takes note that a reading was said.</summary>
    public void Said(SqlReading reading)
    {
        _said = reading.Unlike;
        var absent = Hash(reading.Absent);
        _absentTold = absent == _absent ? _absentTold + 1 : 1;
        (_absent, _absentAt) = (absent, time.GetUtcNow());
    }

    // A run that ends is one reading: the next run's is the second.
    private bool IsAbsentNews(IReadOnlyList<Address>? absent, bool once) => absent is not { Count: 0 }
        && (_absentTold == 0 || Hash(absent) != _absent || (!once && (_absentTold < TellAbsent || time.GetUtcNow() - _absentAt >= _reminder)));

    private static UInt128 Hash(IReadOnlyList<Address>? absent) => ContentHash.Of(OriginHash.OfRaw(
        [.. (absent ?? []).Select(address => ContentHash.Of(OriginHash.OfRaw(address.ToByteArray()))).Order().SelectMany(hash => BitConverter.GetBytes(hash))]));
}
