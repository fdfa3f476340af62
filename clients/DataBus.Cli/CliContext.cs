using DataBus.Client;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Cli;

/// <summary>What a command works with.</summary>
internal sealed record CliContext(DataBusClient Client, Texts Texts, Output Output, Terminal Terminal, CancellationToken Token)
{
    /// <exception cref="CliException">The text is no key.</exception>
    public Key KeyOf(string text) => KeyText.TryParse(text, out var key) ? key : throw new CliException(ExitCodes.Usage, Texts.Format("bad-key", text));

    /// <summary>Tells that something was done, and with which revision.</summary>
    public void Done(IMessage answer, ulong revision)
    {
        if (Output.IsJson)
            Output.Json(answer);
        else
            Output.Line(Texts.Format("done", revision));
    }

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

    /// <exception cref="CliException">The text is no scheme and beginning of a number, as in uscc/91120112.</exception>
    public KeyPrefix KeyPrefixOf(string text) => text.Split('/', 2) is [{ Length: > 0 } scheme, { Length: > 0 } value]
        ? new KeyPrefix { Scheme = scheme, Value = value }
        : throw new CliException(ExitCodes.Usage, Texts.Format("bad-key-prefix", text));

    /// <exception cref="CliException">The text is no predicate.</exception>
    public EntityPredicate PredicateOf(string text) => PredicateText.TryParse(text, out var predicate, out var at)
        ? predicate
        : throw new CliException(ExitCodes.Usage, Texts.Format("bad-where", text, at, text.Length < at ? "" : text[(at - 1)..]));
}
