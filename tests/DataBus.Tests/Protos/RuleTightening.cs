using System.Globalization;
using DataBus.V1;

namespace DataBus.Tests.Protos;

/// <summary>Tells which checks of a field would refuse what the released ones let pass.</summary>
internal static class RuleTightening
{
    private const uint DefaultMaxLength = 4000;

    private static readonly string[] _checks = ["required", "max_length", "pattern", "format", "check_digit", "min", "max", "code"];

    public static IReadOnlyList<string> Of(FieldSpec released, FieldSpec now)
    {
        var tighter = new List<string>();
        Add("required", now.Required && !released.Required);
        Add("max_length", MaxLength(now) < MaxLength(released));
        Add("pattern", now.Pattern.Length > 0 && now.Pattern != released.Pattern);
        Add("format", now.Format != Format.Unspecified && now.Format != released.Format);
        Add("min", IsMoved(released.Min, now.Min, tighterSign: 1));
        Add("max", IsMoved(released.Max, now.Max, tighterSign: -1));
        Add("code", now.CodeTable.Length > 0 && now.CodeTable != released.CodeTable);
        tighter.AddRange(_checks.Where(check => released.Warn.Contains(check) && !now.Warn.Contains(check) && IsDeclared(now, check)).Except(tighter));
        return tighter;

        void Add(string check, bool isTighter)
        {
            if (isTighter)
                tighter.Add(check);
        }
    }

    private static uint MaxLength(FieldSpec spec) => spec.MaxLength == 0 ? DefaultMaxLength : spec.MaxLength;

    private static bool IsMoved(string released, string now, int tighterSign) =>
        now.Length > 0 && (released.Length == 0 || Math.Sign(Compare(now, released)) == tighterSign);

    /// <summary>Dates compare as text, amounts as numbers.</summary>
    private static int Compare(string left, string right) =>
        decimal.TryParse(left, CultureInfo.InvariantCulture, out var first) && decimal.TryParse(right, CultureInfo.InvariantCulture, out var second)
            ? first.CompareTo(second)
            : string.CompareOrdinal(left, right);

    private static bool IsDeclared(FieldSpec spec, string check) => check switch
    {
        "required" => spec.Required,
        "pattern" => spec.Pattern.Length > 0,
        "format" or "check_digit" => spec.Format != Format.Unspecified,
        "min" => spec.Min.Length > 0,
        "max" => spec.Max.Length > 0,
        "code" => spec.CodeTable.Length > 0,
        _ => true,
    };
}
