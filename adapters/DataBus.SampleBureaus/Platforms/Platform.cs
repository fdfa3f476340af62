using DataBus.SampleBureaus.Organisations;

namespace DataBus.SampleBureaus.Platforms;

/// <summary>One innovation platform as the science bureau lists it.</summary>
internal sealed record Platform(PlatformKind Kind, string Certificate, string Name, Organisation Host, DateOnly Certified, string State)
{
    /// <summary>Services rendered in the year, and what they earned in yuan.</summary>
    public required (int Count, decimal Income) Services { get; init; }

    public IReadOnlyList<string> Row() =>
    [
        Kind.Agency, Certificate, Name, Kind.Name, Kind.Level, Host.Name, Host.Uscc,
        $"津示例认定〔{Certified.Year}〕{Certificate[^2..]}号", Certified.Iso(), State, Field,
        Services.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Services.Income.ToString("N2", System.Globalization.CultureInfo.InvariantCulture),
    ];

    private string Field => Host.Industry[..1] switch
    {
        "C" => "先进制造",
        "I" => "新一代信息技术",
        _ => "科技服务",
    };
}
