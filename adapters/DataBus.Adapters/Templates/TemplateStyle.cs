namespace DataBus.Adapters.Templates;

/// <summary>The styles of a template's cells, by their number in the stylesheet.</summary>
internal enum TemplateStyle : uint
{
    /// <summary>Nothing special.</summary>
    Plain,

    /// <summary>The name of a column.</summary>
    Header,

    /// <summary>The name of a column that must be filled.</summary>
    RequiredHeader,

    /// <summary>The hint to a column.</summary>
    Hint,

    /// <summary>The example.</summary>
    Example,

    /// <summary>What is filled: text, so that no program takes it for a number or a day.</summary>
    Text,

    /// <summary>A heading of the guide.</summary>
    Title,

    /// <summary>Text of the guide.</summary>
    Guide,

    /// <summary>A text that looks like a formula: marked as text, as an apostrophe before it does.</summary>
    Quoted,
}
