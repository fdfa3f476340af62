using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using DataBus.Client;
using DataBus.V1;
using Grpc.Core;
using Microsoft.Extensions.Hosting;

namespace DataBus.Adapters;

/// <summary>One run of the process: what its sources counted, and how it ends.</summary>
internal sealed class AdapterRun(bool once, IReadOnlyList<string> sources, IHostApplicationLifetime lifetime, ChainHeads? heads = null)
{
    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    private readonly ConcurrentDictionary<string, (SourceCounts Counts, long Answers)> _counts =
        new(sources.Select(s => KeyValuePair.Create(s, (new SourceCounts { Source = s }, 0L))));

    private int _waiting = sources.Count;

    /// <summary>True: the process ends after all that waits was read.</summary>
    public bool Once => once;

    /// <summary>The exit code so far.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Answers of the hub to batches of a source.</summary>
    public long Answers(string source) => _counts[source].Answers;

    /// <summary>Counts an answer.</summary>
    public void Answered(string source, Batch batch, BatchResult result)
    {
        var (counts, answers) = _counts[source];
        _counts[source] = (counts.With(batch, result), answers + 1);
    }

    /// <summary>Keeps a head of the hub's log, if the run keeps any; its sources share the file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Keep(ChainHead head)
    {
        if (heads is null)
            return;
        lock (heads)
            heads.Keep(head);
    }

    /// <summary>A source has read all that waited; the last one ends the process.</summary>
    public void Done(string source)
    {
        if (Interlocked.Decrement(ref _waiting) == 0)
            lifetime.StopApplication();
    }

    /// <summary>A source cannot go on: the process ends.</summary>
    public void Failed(Exception exception)
    {
        ExitCode = exception is DataBusException refused ? CodeOf(refused.Code) : 1;
        lifetime.StopApplication();
    }

    /// <summary>The counts as one line of JSON.</summary>
    public string ToJson()
    {
        var each = sources.Select(s => _counts[s].Counts).ToList();
        var all = JsonSerializer.SerializeToNode(each.Aggregate(new SourceCounts(), (sum, c) => sum.Plus(c)), _json)!.AsObject();
        all["sources"] = JsonSerializer.SerializeToNode(each, _json);
        return all.ToJsonString(_json);
    }

    /// <summary>The exit code for a status of the hub.</summary>
    public static int CodeOf(StatusCode code) => code switch
    {
        StatusCode.NotFound => 3,
        StatusCode.PermissionDenied or StatusCode.Unauthenticated => 4,
        StatusCode.FailedPrecondition => 5,
        _ => 1,
    };
}
