using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;

namespace DataBus.V1;

/// <summary>What the proto files say of each field in words: descriptors do not carry their comments.</summary>
public static partial class FieldComments
{
    private static readonly Dictionary<string, string> _comments = ContractFiles.Names
        .Where(static name => name.StartsWith("protos/databus/", StringComparison.Ordinal))
        .SelectMany(Read)
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>The comment above a field, in one line; empty if there is none.</summary>
    public static string Of(FieldDescriptor field) => _comments.GetValueOrDefault(field.FullName) ?? "";

    private static IEnumerable<KeyValuePair<string, string>> Read(string name)
    {
        using var reader = new StreamReader(ContractFiles.Open(name));
        var message = "";
        var comment = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (CommentLine().Match(line) is { Success: true } said)
            {
                comment.Add(said.Groups[1].Value);
                continue;
            }
            if (MessageLine().Match(line) is { Success: true } begun)
                message = begun.Groups[1].Value;
            else if (FieldLine().Match(line) is { Success: true } field && comment.Count > 0)
                yield return new($"databus.v1.{message}.{field.Groups[1].Value}", string.Join(' ', comment));
            comment.Clear();
        }
    }

    [GeneratedRegex(@"^\s*// ?(.*)")]
    private static partial Regex CommentLine();

    // buf's rules leave no nested messages and one field a line.
    [GeneratedRegex(@"^message (\w+) \{")]
    private static partial Regex MessageLine();

    [GeneratedRegex(@"^\s+(?:repeated |optional )?[\w.]+ (\w+) = [0-9]+")]
    private static partial Regex FieldLine();
}
