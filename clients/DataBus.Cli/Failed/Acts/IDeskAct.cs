using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Failed.Acts;

/// <summary>An act on failed pushes as the command line says it: done, rehearsed or proposed, it is said the same way.</summary>
internal interface IDeskAct
{
    /// <summary>Its verb.</summary>
    string Name { get; }

    /// <summary>Whether it needs a reason also where it is done at once.</summary>
    bool NeedsReason { get; }

    /// <summary>Whether it takes fields with their values between the ids.</summary>
    bool TakesEdits { get; }

    /// <summary>Its own options.</summary>
    IReadOnlyList<Option> Options { get; }

    /// <summary>States that a filter means where it names none; empty: the hub's.</summary>
    IReadOnlyList<FailedState> States { get; }

    /// <summary>The act of a job, of the options and of the words that are no ids.</summary>
    /// <exception cref="CliException">It is not sound.</exception>
    JobAct Of(ParseResult parsed, IReadOnlyList<string> edits);

    /// <summary>Results that are what was wanted of it.</summary>
    IReadOnlyList<string> GoodOf(JobAct act);

    /// <summary>Does it at once.</summary>
    /// <returns>One result for each item, in order.</returns>
    Task<IReadOnlyList<DeskResult>> DoAsync(DeskClient desk, FewItems few, CancellationToken cancellationToken);
}
