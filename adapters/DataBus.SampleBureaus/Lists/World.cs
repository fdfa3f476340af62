using System.Globalization;
using DataBus.SampleBureaus.Labels;
using DataBus.SampleBureaus.Organisations;
using DataBus.SampleBureaus.Platforms;

namespace DataBus.SampleBureaus.Lists;

/// <summary>What the lists of all bureaus speak of: the same organisations, institutions, platforms and achievements under the same numbers.</summary>
internal sealed class World
{
    private readonly int _seed;
    private readonly IReadOnlyList<Platform> _platforms;

    public World(int seed, IReadOnlyList<Organisation> organisations, IEnumerable<TierLabel> labels)
    {
        _seed = seed;
        _platforms = PlatformMaker.Make(seed, organisations);
        Organisations = organisations;
        TechnologySmes = [.. labels.Where(label => label.Kind.Code == "T1").Select(label => label.Holder)];
    }

    /// <summary>The district's enterprises; the first are known to all bureaus.</summary>
    public IReadOnlyList<Organisation> Organisations { get; }

    /// <summary>Enterprises that were on the list of technology SMEs all of 2026.</summary>
    public IReadOnlyList<Organisation> TechnologySmes { get; }

    /// <summary>Made-up universities, colleges, institutes and hospitals.</summary>
    public IReadOnlyList<Institution> Institutions { get; } =
    [
        Institution.Make("高等学校", "津南示例大学", 1), Institution.Make("高等学校", "天津示例理工大学", 2), Institution.Make("高等学校", "天津示例师范大学", 3),
        Institution.Make("高等职业学校", "天津示例职业技术学院", 4), Institution.Make("科研院所", "天津示例材料研究所", 5),
        Institution.Make("科研院所", "天津示例装备研究院", 6), Institution.Make("医院", "津南示例医院", 7), Institution.Make("医院", "天津示例肿瘤医院", 8),
    ];

    public IReadOnlyList<Institution> Universities => [.. Institutions.Where(one => one.Kind == "高等学校")];

    /// <summary>The platforms of a kind, by its Chinese name.</summary>
    public IReadOnlyList<Platform> PlatformsOf(string kind) => [.. _platforms.Where(platform => platform.Kind.Name == kind)];

    /// <summary>Choices for one list: the same for a seed, whatever other lists do.</summary>
    public Random RandomOf(string list) => new(_seed ^ list.Aggregate(17, (sum, letter) => unchecked(sum * 31 + letter)));

    public static string PlatformKey(Platform platform) => $"platform/cert/{platform.Kind.Agency}:{platform.Certificate}";

    public static string ContractNumber(int number) => string.Create(CultureInfo.InvariantCulture, $"20261201120{number:D5}");

    public static string ContractKey(int number) => $"achievement/contract/天津市技术市场:{ContractNumber(number)}";

    public static string ProjectNumber(int number) => string.Create(CultureInfo.InvariantCulture, $"JBGS-2026-{number:D2}");

    public static string ProjectKey(int number) => $"achievement/project/区科技局:{ProjectNumber(number)}";

    public static string AchievementNumber(int number) => string.Create(CultureInfo.InvariantCulture, $"CG-{number:D3}");

    public static string AchievementKey(int number) => $"achievement/local/津南成果库:{AchievementNumber(number)}";

    public static string FundKey(int number) => $"platform/cert/中国证券投资基金业协会:{FundNumber(number)}";

    public static string FundNumber(int number) => string.Create(CultureInfo.InvariantCulture, $"SJN{number:D3}");
}
