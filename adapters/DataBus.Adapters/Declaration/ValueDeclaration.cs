namespace DataBus.Adapters.Declaration;

/// <summary>Where a value comes from, and what is done with it.</summary>
internal sealed record ValueDeclaration
{
    /// <summary>The column that it is taken from; null if it is made by a template or constant.</summary>
    public string? Column { get; init; }

    /// <summary>Text with columns in braces.</summary>
    public TemplateDeclaration? Template { get; init; }

    /// <summary>The same text for each row.</summary>
    public string? Constant { get; init; }

    /// <summary>Converters, in order.</summary>
    public IReadOnlyList<ConverterDeclaration> Convert { get; init; } = [];

    /// <summary>Path in the file, for problems.</summary>
    public string Path { get; init; } = "";

    /// <summary>Line in the file, for problems.</summary>
    public int Line { get; init; }

    /// <summary>The columns that it reads.</summary>
    public IEnumerable<string> Columns => Column is not null ? [Column] : Template?.Columns ?? [];
}
