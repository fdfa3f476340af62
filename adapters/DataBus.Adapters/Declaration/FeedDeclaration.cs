using DataBus.V1;

namespace DataBus.Adapters.Declaration;

/// <summary>One list of an API.</summary>
internal sealed record FeedDeclaration
{
    /// <summary>Its name, as <c>facets</c> use it.</summary>
    public required string Feed { get; init; }

    /// <summary>Path below the API's base address.</summary>
    public required string Path { get; init; }

    /// <summary>Property with the array of items.</summary>
    public required string Items { get; init; }

    /// <summary>Property with the number of all items; null: the API does not tell, and nothing proves a walk complete.</summary>
    public string? Total { get; init; }

    /// <summary>Query parameter of the page, counted from 1.</summary>
    public required string Page { get; init; }

    /// <summary>Query parameter of the page's size; null: not sent.</summary>
    public string? SizeParameter { get; init; }

    /// <summary>Items a page.</summary>
    public int Size { get; init; } = 500;

    /// <summary>What a walk covers.</summary>
    public required PassMode Mode { get; init; }

    /// <summary>Query parameter that leaves out items up to a sequence; null: every walk reads all.</summary>
    public string? SinceParameter { get; init; }

    /// <summary>Column with the sequence of an item.</summary>
    public string? SinceColumn { get; init; }
}
