using System.Runtime.CompilerServices;
using DataBus.Adapters.Hub;
using DataBus.Client;
using DataBus.V1;
using Google.Protobuf;
using Grpc.Core;

namespace DataBus.Tests.Adapters.Kit;

/// <summary>A hub in memory for one source: positions, passes, files and hashes as the real one keeps them, and failures on demand.</summary>
internal sealed class FakeHub : IHubPort
{
    private readonly Dictionary<string, (Address Address, ByteString Hash)> _live = [];
    private readonly HashSet<(string Address, ByteString Hash)> _held = [];
    private readonly HashSet<string> _events = [];

    /// <summary>Where the source stands.</summary>
    public string Position { get; private set; } = "";

    /// <summary>The pass that is open.</summary>
    public Pass? OpenPass { get; private set; }

    /// <summary>As-of of the last complete full file.</summary>
    public string Floor { get; set; } = "";

    public List<FileState> Files { get; } = [];

    public List<Batch> Batches { get; } = [];

    /// <summary>Every close, with the counts of its pass.</summary>
    public List<(Pass Pass, Tallies Tallies)> Passes { get; } = [];

    public IReadOnlyCollection<string> LiveAddresses => _live.Keys;

    public int Opens { get; private set; }

    /// <summary>The columns of fields that the last opening told.</summary>
    public IReadOnlyList<FieldColumns> Columns { get; private set; } = [];

    /// <summary>How often the source should be heard from, as the last opening told.</summary>
    public TimeSpan? Freshness { get; private set; }

    /// <summary>What was told of looks that pushed nothing: why the source cannot be read, or that there was nothing.</summary>
    public List<string> Looks { get; } = [];

    public Task ReportLookAsync(string source, string unreadable, CancellationToken cancellationToken)
    {
        Looks.Add(unreadable);
        return Task.CompletedTask;
    }

    /// <summary>Told before a batch commits; may throw.</summary>
    public Action<Batch> BeforeCommit { get; set; } = _ => { };

    /// <summary>Told after a batch has committed and before it is answered; may throw.</summary>
    public Action<Batch> AfterCommit { get; set; } = _ => { };

    /// <summary>Told at each opening; may throw.</summary>
    public Action OnOpen { get; set; } = () => { };

    public Tallies OpenTallies { get; private set; } = new();

    public Tallies Sum => Passes.Aggregate(new Tallies(), (sum, p) => Add(sum, p.Tallies));

    public static DataBusException Unavailable() => new(StatusCode.Unavailable, "The hub is away.") { IsTransient = true };

    public static string Text(Address address) => $"{KeyText.Format(address.Key)}|{address.Facet}|{address.Instance}";

    /// <summary>Holds some newer content of an address.</summary>
    public void Hold(string address) => _held.Add((address, ByteString.CopyFrom(new byte[OriginHash.Size])));

    public Task<IPushStream> OpenAsync(string source, IReadOnlyList<FieldColumns> columns, TimeSpan? freshness, CancellationToken cancellationToken)
    {
        Opens++;
        Freshness = freshness;
        Columns = columns;
        OnOpen();
        if (PausedReason is not null)
            throw new DataBusException(StatusCode.FailedPrecondition, PausedReason) { Reason = "SOURCE_PAUSED" };
        return Task.FromResult<IPushStream>(new Stream(this));
    }

    public async IAsyncEnumerable<AddressState> ListAddressesAsync(string source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var (text, (address, hash)) in _live)
        {
            var state = new AddressState { Address = address, OriginHash = hash, Live = true };
            state.Held.AddRange(_held.Where(h => h.Address == text).Select(h => h.Hash));
            yield return state;
        }
    }

    /// <summary>Why it is paused; null: it is not.</summary>
    public string? PausedReason { get; set; }

    public Task PauseAsync(string source, string reason, CancellationToken cancellationToken)
    {
        PausedReason = reason;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<FileState>> ListFilesAsync(string source, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<FileState>>([.. Files.Select(f => f.Clone())]);

    /// <summary>What is to be read again; a batch that names it takes it away.</summary>
    public List<Reread> Rereads { get; } = [];

    public Task<IReadOnlyList<Reread>> ListRereadsAsync(string source, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Reread>>([.. Rereads]);

    public Task<BatchResult> CommitAsync(Batch sent)
    {
        var batch = Batch.Parser.ParseFrom(sent.ToByteArray());
        BeforeCommit(batch);
        if (batch.PositionBefore != Position)
            throw new DataBusException(StatusCode.Aborted, $"{batch.PositionBefore} is not {Position}.") { IsTransient = true };
        Assert.True(OpenPass is null || OpenPass.Id == batch.Pass?.Id, $"{batch.Pass?.Id} begins while {OpenPass?.Id} is open.");
        var result = Decide(batch);
        Position = batch.PositionAfter;
        Batches.Add(batch);
        Keep(batch, result);
        _ = Rereads.RemoveAll(one => batch.Reread.Contains(one.Id));
        result.Rereads = (ulong)Rereads.Count;
        AfterCommit(batch);
        return Task.FromResult(result);
    }

    private BatchResult Decide(Batch batch)
    {
        var tallies = new Tallies { Unchanged = batch.RowsUnchanged, Known = batch.RowsKnown, OutOfScope = batch.RowsOutOfScope };
        var result = new BatchResult { Revision = (ulong)Batches.Count + 1, Tallies = tallies };
        for (var i = 0; i < batch.Items.Count; i++)
        {
            var outcome = Decide(batch.Items[i]);
            Count(tallies, outcome);
            if (outcome is Outcome.Held or Outcome.SeenAgain)
                result.Exceptions.Add(new ItemResult { Index = (uint)i, Outcome = outcome, Violations = { batch.Items[i].Violations } });
        }
        return result;
    }

    private Outcome Decide(PushItem item)
    {
        var address = item.Change is null ? null : Addresses.Of(item.Change);
        var text = address is null ? "" : Text(address);
        var hash = ByteString.CopyFrom(item.Change is null ? OriginHash.OfRaw(item.Raw.Span) : OriginHash.Of(item.Change));
        if (address is null || item.Violations.Any(v => v.Severity == Severity.Error))
            return _held.Add((text, hash)) ? Outcome.Held : Outcome.SeenAgain;
        if (Addresses.EventIdOf(item.Change!) is { Length: > 0 } id)
            return _events.Add($"{text}#{id}") ? Outcome.Accepted : Outcome.Unchanged;
        if (item.Change!.Tombstone is not null)
            return _live.Remove(text) ? Outcome.Accepted : Outcome.Unchanged;
        if (_live.TryGetValue(text, out var live) && live.Hash == hash)
            return Outcome.Unchanged;
        _live[text] = (address, hash);
        return Outcome.Accepted;
    }

    private void Keep(Batch batch, BatchResult result)
    {
        if (batch.Pass is not { } pass)
            return;
        if (OpenPass is null && pass.File is not null)
            Files.Add(new FileState { File = pass.File });
        OpenTallies = OpenPass is null ? result.Tallies.Clone() : Add(OpenTallies, result.Tallies);
        OpenPass = pass.Close is null ? pass : null;
        if (pass.Close is null)
            return;
        result.PassTallies = OpenTallies;
        Passes.Add((pass, OpenTallies));
        if (pass.File is not null)
            (Files[^1].End, Files[^1].Reason, Files[^1].Tallies) = (pass.Close.End, pass.Close.Reason, OpenTallies);
        if (pass is { Mode: PassMode.Full, File.AsOf.Length: > 0, Close.ProvenComplete: true })
            Floor = pass.File.AsOf;
    }

    private static void Count(Tallies tallies, Outcome outcome)
    {
        switch (outcome)
        {
            case Outcome.Accepted: tallies.Accepted++; break;
            case Outcome.Unchanged: tallies.Unchanged++; break;
            case Outcome.Held: tallies.Held++; break;
            default: tallies.SeenAgain++; break;
        }
    }

    private static Tallies Add(Tallies sum, Tallies more) => new()
    {
        Accepted = sum.Accepted + more.Accepted,
        Unchanged = sum.Unchanged + more.Unchanged,
        Known = sum.Known + more.Known,
        SeenAgain = sum.SeenAgain + more.SeenAgain,
        Held = sum.Held + more.Held,
        OutOfScope = sum.OutOfScope + more.OutOfScope,
    };

    private sealed class Stream(FakeHub hub) : IPushStream
    {
        public Opened Opened { get; } = new() { Position = hub.Position, OpenPass = hub.OpenPass?.Clone(), SourceFloor = hub.Floor, Rereads = (ulong)hub.Rereads.Count };

        private Task<BatchResult> _last = Task.FromResult(new BatchResult());

        // In the order of the calls, and not one more after the first that failed: as a push session.
        public Task<BatchResult> SendAsync(Batch batch, CancellationToken cancellationToken) => _last = NextAsync(_last, batch);

        public Task CompleteAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private async Task<BatchResult> NextAsync(Task<BatchResult> before, Batch batch)
        {
            await Task.Yield();
            await before;
            return await hub.CommitAsync(batch);
        }
    }
}
