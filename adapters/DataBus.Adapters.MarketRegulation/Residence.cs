using DataBus.V1;

namespace DataBus.Adapters.MarketRegulation;

/// <summary>District and town that an address of Tianjin lies in, as far as it says so; never guessed from the credit code.</summary>
/// <param name="District">GB/T 2260 code; null if the address names none.</param>
/// <param name="Town">Town or street of Jinnan; null if the address names none.</param>
internal sealed record Residence(string? District, string? Town)
{
    private const string Jinnan = "120112";

    // 卫津南路 is a road in Nankai: its name only happens to contain 津南.
    private const string OtherRoad = "卫津南";

    private static readonly IReadOnlyList<(string Text, string Code)> _districts =
        [.. Table("district").SelectMany(entry => entry.Raw.Append(entry.Zh).Select(text => (text, entry.Code)))];

    private static readonly IReadOnlyList<(string Text, string Code)> _townNames = [.. Table("town").Select(entry => (entry.Zh, entry.Code))];

    private static readonly IReadOnlyList<(string Text, string Code)> _townTexts =
        [.. Table("town").SelectMany(entry => entry.Raw.Append(entry.Zh).Select(text => (text, entry.Code)))];

    /// <summary>Reads an address.</summary>
    public static Residence Of(string address)
    {
        var text = address.Replace(OtherRoad, "", StringComparison.Ordinal);
        if (IsElsewhere(text))
            return new Residence(null, null);
        var district = First(text, _districts);
        // Without its district, only a town's full name says where it is: short ones (小站) are names elsewhere too.
        var town = district switch
        {
            Jinnan => First(text, _townTexts),
            null => First(text, _townNames),
            _ => null,
        };
        return new Residence(district ?? (town is null ? null : Jinnan), town);
    }

    /// <summary>An individual business's address down to the road or village, without the number of the house: it is a home.</summary>
    public static string Coarse(string address)
    {
        var end = address.AsSpan().LastIndexOfAny("路街道村巷");
        var firstDigit = address.AsSpan().IndexOfAnyInRange('0', '9');
        if (firstDigit >= 0 && end > firstDigit)
            end = address.AsSpan(0, firstDigit).LastIndexOfAny("路街道村巷");
        return end < 0 ? address[..(firstDigit < 0 ? address.Length : firstDigit)] : address[..(end + 1)];
    }

    // Other cities have a 和平区 or 河东区 of their own.
    private static bool IsElsewhere(string text)
    {
        var end = text.AsSpan().IndexOfAny("省市");
        return end > 0 && text[end] switch
        {
            '省' => true,
            _ => !text.AsSpan(0, end).EndsWith("天津"),
        } && end <= 4;
    }

    private static string? First(string text, IReadOnlyList<(string Text, string Code)> names) => names
        .Select(name => (name.Code, name.Text.Length, At: text.IndexOf(name.Text, StringComparison.Ordinal)))
        .Where(found => found.At >= 0)
        .OrderBy(found => found.At).ThenByDescending(found => found.Length)
        .Select(found => found.Code)
        .FirstOrDefault();

    private static IReadOnlyList<CodeEntry> Table(string name) =>
        CodeTables.Find(name)?.Entries ?? throw new InvalidOperationException($"The contract has no code table {name}.");
}
