using System.Diagnostics.CodeAnalysis;

namespace DataBus.V1;

/// <summary>Keys in text: <c>enterprise/uscc/91120112712847285B</c>.</summary>
public static class KeyText
{
    /// <summary>Writes a key as kind, scheme and value with slashes between them.</summary>
    public static string Format(Key key) => $"{Name(key.Kind)}/{key.Scheme}/{key.Value}";

    /// <summary>Reads what <see cref="Format"/> writes; the value may contain slashes.</summary>
    /// <returns>False if a part is missing or the kind is unknown. Whether the key is sound is told by <see cref="KeyRules"/>.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Key? key)
    {
        key = null;
        if (text?.Split('/', 3) is not [var kindName, { Length: > 0 } scheme, { Length: > 0 } value])
            return false;
        if (ParseKind(kindName) is var kind && kind == Kind.Unspecified)
            return false;

        key = new Key { Kind = kind, Scheme = scheme, Value = value };
        return true;
    }

    /// <summary>Lower-case name of a kind: enterprise, platform, achievement or indicator; empty if unspecified.</summary>
    public static string Name(Kind kind) => kind switch
    {
        Kind.Enterprise => "enterprise",
        Kind.Platform => "platform",
        Kind.Achievement => "achievement",
        Kind.Indicator => "indicator",
        _ => "",
    };

    /// <summary>The kind of a lower-case name; <see cref="Kind.Unspecified"/> if there is none such.</summary>
    public static Kind ParseKind(string name) => name switch
    {
        "enterprise" => Kind.Enterprise,
        "platform" => Kind.Platform,
        "achievement" => Kind.Achievement,
        "indicator" => Kind.Indicator,
        _ => Kind.Unspecified,
    };
}
