using System.Text.RegularExpressions;

namespace DataBus.Hub.Delivery.Readers;

/// <summary>What a durable name looks like.</summary>
internal static partial class ReaderName
{
    /// <summary>What is wrong with a name; nothing if there is none.</summary>
    public static IEnumerable<RequestFlaw> FlawsOf(string name) => name.Length == 0 || Form().IsMatch(name)
        ? []
        : [new RequestFlaw("name", $"“{name}”不是订阅名，应为 3 至 64 个小写字母、数字、点或连字符。",
            $"\"{name}\" is no name of a reader; it has 3 to 64 of a-z, 0-9, '.' and '-'.")];

    [GeneratedRegex(@"\A[a-z0-9.-]{3,64}\z")]
    private static partial Regex Form();
}
