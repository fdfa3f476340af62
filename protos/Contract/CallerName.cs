using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace DataBus.V1;

/// <summary>
/// Who a certificate or token speaks for, as grants name it: <c>app/NAME</c>, <c>bureau/NAME</c>, <c>partner/NAME</c>,
/// <c>operator/NAME</c>, <c>security/NAME</c> or <c>auditor/NAME</c>; NAME is 1 to 64 of <c>a-z 0-9 . -</c>.
/// </summary>
/// <param name="Kind">What stands before the slash.</param>
/// <param name="Name">What stands behind it.</param>
/// <param name="Role">The role of this kind of caller.</param>
public sealed partial record CallerName(string Kind, string Name, CallerRole Role)
{
    private static readonly Dictionary<string, CallerRole> _roles = new(StringComparer.Ordinal)
    {
        ["app"] = CallerRole.Reader,
        ["bureau"] = CallerRole.Source,
        ["partner"] = CallerRole.Source,
        ["operator"] = CallerRole.Operator,
        ["security"] = CallerRole.Security,
        ["auditor"] = CallerRole.Auditor,
    };

    /// <summary>The kinds that there are.</summary>
    public static IReadOnlyCollection<string> Kinds => _roles.Keys;

    /// <summary>Whether it is one of the three administrators (三员), who exclude each other.</summary>
    public bool IsAdministrator => Role is CallerRole.Operator or CallerRole.Security or CallerRole.Auditor;

    /// <summary>Whether it may speak for a source: a bureau <c>tax</c> for <c>tax</c> and <c>tax.rd-deduction</c>.</summary>
    public bool Covers(string source) =>
        Role == CallerRole.Source && source.StartsWith(Name, StringComparison.Ordinal) && (source.Length == Name.Length || source[Name.Length] == '.');

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CallerName? name)
    {
        name = text?.Split('/', 2) is [var kind, var rest] && _roles.TryGetValue(kind, out var role) && Part().IsMatch(rest) ? new CallerName(kind, rest, role) : null;
        return name is not null;
    }

    /// <summary>Kind and name with a slash between them.</summary>
    public override string ToString() => $"{Kind}/{Name}";

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{0,63}\z")]
    private static partial Regex Part();
}
