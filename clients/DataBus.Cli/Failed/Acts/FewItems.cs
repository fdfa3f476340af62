using System.CommandLine;
using DataBus.V1;

namespace DataBus.Cli.Failed.Acts;

/// <summary>What is done at once to a few items.</summary>
internal sealed record FewItems(IReadOnlyList<FailedRef> Items, JobAct Act, string Reason, ParseResult Parsed);
