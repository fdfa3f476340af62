namespace DataBus.Adapters.Declaration;

/// <summary>How far below the position rows are read again, because their transactions may have been committed late.</summary>
/// <param name="Versions">Of a version column with whole numbers: so many versions; null: times are declared.</param>
/// <param name="Time">Of a version column with times: so long; null: versions are declared.</param>
internal sealed record OverlapDeclaration(long? Versions, TimeSpan? Time)
{
    /// <summary>Nothing is read again.</summary>
    public static readonly OverlapDeclaration None = new(0, TimeSpan.Zero);
}
