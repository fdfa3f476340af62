namespace DataBus.SampleBureaus.MarketRegulation;

/// <summary>One registration as the bureau's table holds it; property names are the columns, texts are as people typed them.</summary>
internal sealed record RegistrationRow
{
    public required int Id { get; init; }
    public required string? Entname { get; init; }
    public required string? Uniscid { get; init; }
    public required string EnttypeCn { get; init; }
    public required string Name { get; init; }
    public required string Regcap { get; init; }
    public required string Estdate { get; init; }
    public required string Apprdate { get; init; }
    public required string Regorg { get; init; }
    public required string RegorgCn { get; init; }
    public required string RegstateCn { get; init; }
    public required string Dom { get; init; }
    public required string Opscope { get; init; }
    public required string Opfrom { get; init; }
    public required string Opto { get; init; }
    public required string Industry { get; init; }
    public string? Candate { get; init; }
    public string? Canrea { get; init; }
    public IReadOnlyList<Alteration> Alterations { get; init; } = [];
    public IReadOnlyList<StatePeriod> States { get; init; } = [];
}
