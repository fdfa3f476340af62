using System.Text.RegularExpressions;
using DataBus.Adapters.Mapping;

namespace DataBus.Adapters.IpCenter;

/// <summary>Says of a publication what the table cannot: its kind, and which classification its classes belong to.</summary>
public sealed partial class PublicationMapper : IRowMapper
{
    private const int KindPlace = 11;

    private static readonly char[] _separators = [';', '；'];

    /// <inheritdoc/>
    public string Name => "publication";

    /// <inheritdoc/>
    public void Map(SourceRow row, MappedRow mapped)
    {
        var content = mapped.Change.Publication;
        if (content.DocumentNumber.Length > KindPlace)
            content.Kind = content.DocumentNumber.Substring(KindPlace, 1);
        foreach (var text in Classes(row["Int.Cl."]))
        {
            // Designs have Locarno classes, everything else IPC.
            if (Locarno().Match(text) is { Success: true } design)
                content.Locarno.Add($"{design.Groups["class"]} ({design.Groups["edition"]})");
            else
                content.Ipc.Add(text);
        }
    }

    // "??" is what a lossy conversion made of U+2002 after the separator.
    private static string[] Classes(string? text) => text?
        .Replace("??", "", StringComparison.Ordinal)
        .Split(_separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    [GeneratedRegex(@"\A(?<class>[0-9]{2}-[0-9]{2})\s*\((?<edition>[0-9]{1,2})\)\z")]
    private static partial Regex Locarno();
}
