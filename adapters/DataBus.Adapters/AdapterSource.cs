using DataBus.Adapters.Rereads;
using DataBus.V1;

namespace DataBus.Adapters;

/// <summary>A source that is ready to be read.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Poll">The pause after a read that found nothing new.</param>
/// <param name="Reader">Reads it.</param>
internal sealed record AdapterSource(string Source, TimeSpan Poll, ISource Reader)
{
    /// <summary>Which columns each field is made from, as the hub is told.</summary>
    public IReadOnlyList<FieldColumns> Columns { get; init; } = [];

    /// <summary>How often it should be heard from; null: nobody declared it.</summary>
    public TimeSpan? Freshness { get; init; }

    /// <summary>Reads rows again that operators ask for.</summary>
    public required IRereadRows Again { get; init; }
}
