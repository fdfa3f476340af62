namespace DataBus.Adapters.Sources.Sql;

/// <summary>A place in version order: after a row.</summary>
/// <param name="Version">Version of the row.</param>
/// <param name="Key">Its key.</param>
internal sealed record SqlPlace(SqlVersion Version, string Key);
