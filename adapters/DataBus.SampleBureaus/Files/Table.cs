namespace DataBus.SampleBureaus.Files;

/// <summary>Rows under a header, as a bureau exports them.</summary>
internal sealed record Table(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows);
