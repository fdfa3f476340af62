namespace DataBus.Adapters.Declaration;

/// <summary>A code table: text of the source to code of the contract.</summary>
/// <param name="Values">The table.</param>
/// <param name="Otherwise">What becomes of a text that is not in it.</param>
internal sealed record TableDeclaration(IReadOnlyDictionary<string, string> Values, TableMiss Otherwise);
