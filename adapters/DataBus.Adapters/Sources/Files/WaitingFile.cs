using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Adapters.Sources.Files;

/// <summary>A file that lies in the drop folder, or in its folder <c>reading</c>.</summary>
internal sealed record WaitingFile
{
    /// <summary>Where it lies.</summary>
    public required string Path { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How files of its name are read.</summary>
    public required FilePattern Pattern { get; init; }

    /// <summary>Its as-of, ISO 8601; empty if nothing tells it.</summary>
    public required string AsOf { get; init; }

    /// <summary>What its manifest says; null if it has none.</summary>
    public Manifest? Manifest { get; init; }

    /// <summary>False: it is still being written, or its manifest is still to come.</summary>
    public required bool IsReady { get; init; }

    /// <summary>True: it lies in <c>reading</c>, where this kit put it.</summary>
    public required bool IsTaken { get; init; }

    /// <summary>The instant of the as-of, a day's being its beginning in Asia/Shanghai; null if there is none.</summary>
    public DateTimeOffset? AsOfTime => TimeOf(AsOf);

    /// <summary>The version of its rows, unless they have one of their own.</summary>
    public SourceVersion? Version => AsOfTime is { } time ? new SourceVersion { Time = time.ToTimestamp() } : null;

    /// <summary>Tells whether the file is as of a time before the source floor; the hub compares the texts, and would refuse it.</summary>
    public bool IsOlderThan(string floor) =>
        AsOf.Length > 0 && (AsOfTime < TimeOf(floor) || string.CompareOrdinal(AsOf, floor) < 0);

    private static DateTimeOffset? TimeOf(string asOf) => asOf.Length == 0 ? null : CalendarConverters.ParseTime(asOf, []);

    /// <summary>What the hub is told of the file.</summary>
    public FileFacts Facts(string sha256) => new() { Sha256 = sha256, Name = Name, AsOf = AsOf };
}
