namespace DataBus.Adapters.Declaration;

/// <summary>What an <c>adapter.yaml</c> declares; its format is docs/adapters.md.</summary>
/// <param name="Sources">The sources, at least one.</param>
internal sealed record AdapterFile(IReadOnlyList<SourceDeclaration> Sources);
