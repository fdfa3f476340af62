using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary>What a command works with.</summary>
internal sealed record CliContext(DataBusClient Client, Texts Texts, Output Output, Terminal Terminal, CancellationToken Token)
{
    /// <exception cref="CliException">The text is no key.</exception>
    public Key KeyOf(string text) => KeyText.TryParse(text, out var key) ? key : throw new CliException(ExitCodes.Usage, Texts.Format("bad-key", text));

    /// <summary>Tells the keys of an entity, if it has more than the one that was asked for.</summary>
    public void ShowKeys(IReadOnlyCollection<Key> keys)
    {
        if (keys.Count > 1)
            Output.Fact(Texts["fact.keys"], string.Join(' ', keys.Select(KeyText.Format)));
    }

    /// <summary>The key that a content stands under, for an entity with several; else nothing.</summary>
    public static string KeyAmong(IReadOnlyCollection<Key> keys, Key own) => keys.Count > 1 ? $" ({KeyText.Format(own)})" : "";

    /// <exception cref="CliException">The text is no kind.</exception>
    public Kind KindOf(string text) => KeyText.ParseKind(text) is not Kind.Unspecified and var kind
        ? kind
        : throw new CliException(ExitCodes.Usage, Texts.Format("bad-kind", text));
}
