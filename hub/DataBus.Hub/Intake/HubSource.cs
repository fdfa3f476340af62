using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Intake;

/// <summary>Pushes as the internal source <c>hub</c>. One caller at a time.</summary>
internal sealed class HubSource(IIntake intake, BatchPreparation preparation)
{
    /// <summary>The source's name; nobody from outside may push as it.</summary>
    public const string Name = "hub";

    private ulong _lease;
    private string _position = "";

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var opened = await intake.OpenAsync(new Open { Source = Name, Holder = Name, TakeOver = true }, cancellationToken);
        (_lease, _position) = (opened.Lease, opened.Position);
    }

    /// <summary>Commits changes as one push; no push if there are none.</summary>
    /// <param name="changes">The changes; every one must be accepted.</param>
    /// <param name="position">The position after them; null: as before.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The log's revision once they are on disk; 0 if there are none.</returns>
    public async Task<ulong> PushAsync(IReadOnlyList<Change> changes, string? position, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
            return 0;
        var batch = new Batch
        {
            PositionBefore = _position,
            PositionAfter = position ?? _position,
            Items = { changes.Select(change => new PushItem { Change = change, Raw = ByteString.Empty }) },
        };
        var result = await intake.CommitAsync(preparation.Prepare(Name, _lease, batch), cancellationToken);
        if (result.Exceptions.Count > 0)
            throw new InvalidOperationException($"The hub's own push was not accepted: {result.Exceptions[0]}");
        _position = batch.PositionAfter;
        return result.Revision;
    }

    /// <summary>What is wrong with a change that the hub would push.</summary>
    public IReadOnlyList<Violation> Judge(Change change) => BatchPreparation.Judge(change, Name, preparation.Rules).Violations;
}
