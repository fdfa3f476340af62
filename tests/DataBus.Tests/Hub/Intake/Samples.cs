using DataBus.V1;

namespace DataBus.Tests.Hub.Intake;

/// <summary>Sound contents to start from.</summary>
internal static class Samples
{
    private static readonly Key _enterprise = new() { Kind = Kind.Enterprise, Scheme = "uscc", Value = "91120112712847285B" };
    private static readonly Key _patent = new() { Kind = Kind.Achievement, Scheme = "patent", Value = "CN102307917" };

    public static Change Label(string certificate = "2026-1", string code = "T1") => new()
    {
        Key = _enterprise.Clone(),
        TierLabel = new TierLabel { Code = code, Certificate = certificate, ValidFrom = "2026-01-01", SourceAgency = "区科技局", State = "VALID" },
    };

    public static Change Event(string id, ulong sequence) => new()
    {
        Key = _patent.Clone(),
        SourceVersion = new SourceVersion { Sequence = sequence },
        LegalEvent = new LegalEvent { EventId = id, Code = "TR01", AnnouncedOn = "2026-01-01", DocumentNumber = "CN102307917B" },
    };

    public static Batch CompleteFile(string asOf, params Address[] absent) => new()
    {
        Pass = new Pass
        {
            Id = $"file:{asOf}",
            Mode = PassMode.Full,
            File = new FileFacts { Sha256 = asOf, Name = asOf, AsOf = asOf },
            Close = new PassClose { End = PassEnd.Whole, ProvenComplete = true, Absent = { absent } },
        },
    };
}
