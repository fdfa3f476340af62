using DataBus.V1;

namespace DataBus.Hub.Entities;

/// <summary>What entries about sources, and runs, do to the sources, their files and the versions of addresses.</summary>
internal sealed class SourceProjection(IViewState state)
{
    private readonly TablesProjection _tables = new(state);

    public void Apply(SourceEntry entry, ulong revision)
    {
        if (entry.EntryCase == SourceEntry.EntryOneofCase.Epoch)
        {
            _tables.Apply(entry.Epoch, revision, entry.At);
            return;
        }

        var row = state.Source(entry.Source);
        switch (entry.EntryCase)
        {
            case SourceEntry.EntryOneofCase.Lease:
                row.Lease = entry.Lease.Lease;
                row.Holder = entry.Lease.Holder;
                break;
            case SourceEntry.EntryOneofCase.Pass:
                Apply(row, entry, revision);
                break;
            case SourceEntry.EntryOneofCase.Pause:
                row.Paused = entry.Pause.Paused;
                row.PausedReason = entry.Pause.Paused ? entry.Pause.Reason : "";
                // What was held before an operator looked is not held against the rest of the pass.
                if (!entry.Pause.Paused && row.OpenPass is not null)
                    row.BudgetFrom = row.PassTallies?.Clone();
                break;
            case SourceEntry.EntryOneofCase.Budget:
                row.Budget = entry.Budget is { MaxHeld: 0, MaxPercent: 0 } ? null : entry.Budget;
                break;
            case SourceEntry.EntryOneofCase.Freshness:
                SetFreshness(row, entry);
                break;
            case SourceEntry.EntryOneofCase.Version:
                row = Raise(entry.Version, row);
                break;
            case SourceEntry.EntryOneofCase.Missing:
                Mark(entry.Source, entry.Missing);
                break;
            case SourceEntry.EntryOneofCase.Ownership:
                row.Bureau = entry.Ownership.Bureau;
                row.Parts.Clear();
                row.Parts.Add(entry.Ownership.Parts);
                break;
            case SourceEntry.EntryOneofCase.Generation:
                row.Generation = entry.Generation.Generation;
                if (entry.Generation.FromStart)
                    (row.Position, row.OpenPass) = ("", null);
                break;
            case SourceEntry.EntryOneofCase.Code or SourceEntry.EntryOneofCase.Severity or SourceEntry.EntryOneofCase.Planned:
                _tables.Apply(entry);
                return;
            case SourceEntry.EntryOneofCase.Columns:
                row.Columns = entry.Columns;
                break;
            case SourceEntry.EntryOneofCase.Delivery:
                _tables.OpenDelivery();
                return;
            case SourceEntry.EntryOneofCase.Grants:
                _tables.Apply(entry.Grants, revision, entry.At);
                return;
            case SourceEntry.EntryOneofCase.Revoked:
                _tables.Apply(entry.Revoked, revision, entry.At);
                return;
            case SourceEntry.EntryOneofCase.Day:
                _tables.Apply(entry.Day);
                return;
            default:
                throw new InvalidOperationException($"Revision {revision} has an entry {entry.EntryCase}, which this hub does not know.");
        }

        state.Set(row);
    }

    public void Apply(Run run)
    {
        var row = state.Source(run.Source);
        row.Position = run.PositionAfter;
        row.LastPush = run.Push;
        row.HeardAt = run.CommittedAt;
        var tallies = run.Tallies ?? new Tallies();
        row.Tallies = (row.Tallies ?? new Tallies()).Plus(tallies);
        if (tallies.Accepted + tallies.Held + tallies.Waiting + tallies.Deleted > 0)
            row.LastChange = run.CommittedAt;
        if (run.Pass.Length > 0 && run.Pass == row.Pass)
        {
            row.PassTallies = (row.PassTallies ?? new Tallies()).Plus(tallies);
            if (state.FindPass(run.Source, row.PassRow) is { } sheet)
            {
                sheet.State.Tallies = row.PassTallies.Clone();
                state.Set(run.Source, row.PassRow, sheet);
            }
        }

        state.Set(row);
    }

    private void Apply(SourceRow row, SourceEntry entry, ulong revision)
    {
        var pass = entry.Pass;
        if (row.OpenPass?.Id != pass.Id)
        {
            row.Pass = pass.Id;
            row.PassTallies = new Tallies();
            row.BudgetFrom = null;
            row.PassRow = revision;
            row.OpenPass = pass.Clone();
            row.OpenPass.Close = null;
            var opened = new PassRow { Pass = pass.Id, Mode = pass.Mode, OpenedAt = entry.At, State = new FileState { File = pass.File } };
            state.Set(row.Source, revision, opened);
        }

        if (pass.Close is not { } close)
            return;
        row.OpenPass = null;
        if (state.FindPass(row.Source, row.PassRow) is { } sheet)
        {
            sheet.State.End = close.End;
            sheet.State.Reason = close.Reason;
            sheet.ClosedAt = entry.At;
            sheet.RowsRead = close.RowsRead;
            state.Set(row.Source, row.PassRow, sheet);
        }

        if (pass is { Mode: PassMode.Full, File.AsOf.Length: > 0 } && close.End == PassEnd.Whole
            && string.CompareOrdinal(pass.File.AsOf, row.SourceFloor) > 0)
            row.SourceFloor = pass.File.AsOf;
    }

    private static void SetFreshness(SourceRow row, SourceEntry entry)
    {
        var set = entry.Freshness;
        if (set.Declared)
            row.Declared = set;
        else
            row.Freshness = set.TakenBack ? null : set;
        row.FreshnessAt = entry.At;
    }

    private SourceRow Raise(VersionRaised raised, SourceRow row)
    {
        var key = AddressKey.Of(raised.Address);
        if (state.FindSlot(key) is not { } slot)
            return row;
        slot.Version = raised.Version;
        slot.Generation = row.Generation;
        state.MoveTo(row.Source, key, slot);
        state.Set(key, slot);
        return state.Source(row.Source);
    }

    private void Mark(string source, MissingOnce missing)
    {
        foreach (var address in missing.Addresses)
        {
            var key = AddressKey.Of(address);
            // A slot of which a trim left nothing older: it is this source's, as it was when the entry was made.
            var slot = state.FindSlot(key) ?? new Slot { Source = source };
            slot.MissingOnce = !missing.MetAgain;
            state.Set(key, slot);
            state.SetMissing(source, key, slot.MissingOnce);
        }
    }
}
