namespace DataBus.Adapters.Declaration;

/// <summary>A JSON API that is walked page by page.</summary>
/// <param name="Feeds">The lists of the API.</param>
internal sealed record HttpInput(IReadOnlyList<FeedDeclaration> Feeds) : InputDeclaration;
