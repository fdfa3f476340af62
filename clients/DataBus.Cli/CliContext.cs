using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary>What a command works with.</summary>
internal sealed record CliContext(DataBusClient Client, Texts Texts, Output Output, CancellationToken Token)
{
    /// <exception cref="CliException">The text is no key.</exception>
    public Key KeyOf(string text) => KeyText.TryParse(text, out var key) ? key : throw new CliException(ExitCodes.Usage, Texts.Format("bad-key", text));

    /// <exception cref="CliException">The text is no kind.</exception>
    public Kind KindOf(string text) => KeyText.ParseKind(text) is not Kind.Unspecified and var kind
        ? kind
        : throw new CliException(ExitCodes.Usage, Texts.Format("bad-kind", text));
}
