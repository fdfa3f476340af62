using DataBus.V1;

namespace DataBus.Cli.Mirror;

/// <summary>An address inside its table.</summary>
internal readonly record struct MirrorPlace(string Kind, string Scheme, string Value, string Instance)
{
    /// <summary>The columns that hold the key alone.</summary>
    public static IReadOnlyList<string> KeyColumns { get; } = ["key_kind", "key_scheme", "key_value"];

    /// <summary>The columns that hold it.</summary>
    public static IReadOnlyList<string> Columns { get; } = [.. KeyColumns, "instance"];

    public string[] Values => [Kind, Scheme, Value, Instance];

    public string Key => $"{Kind}/{Scheme}/{Value}";

    public static MirrorPlace Of(Address address) => new(KeyText.Name(address.Key.Kind), address.Key.Scheme, address.Key.Value, address.Instance);

    /// <summary>Reads the columns, which begin a row.</summary>
    public static MirrorPlace Of(object?[] row) => new((string)row[0]!, (string)row[1]!, (string)row[2]!, (string)row[3]!);
}
