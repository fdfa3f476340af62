using DataBus.SampleBureaus.Files;
using DataBus.SampleBureaus.Organisations;

namespace DataBus.SampleBureaus.Platforms;

/// <summary>The science bureau's lists of platforms: three full ones, two technology centres more in the last than in the first.</summary>
internal sealed class PlatformFiles(DropFolder folder)
{
    private static readonly string[] _header =
        ["认定机关", "证书编号", "平台名称", "平台类型", "级别", "依托单位", "依托单位信用代码", "认定文号", "认定日期", "状态", "领域", "服务次数", "服务收入"];

    public void Drop(IReadOnlyList<Platform> platforms)
    {
        for (var night = 0; night < SampleDays.Nights.Length; night++)
        {
            var notYet = SampleDays.Nights.Length - 1 - night;
            IReadOnlyList<string>[] rows = [.. platforms.Skip(notYet).Select(platform => platform.Row()), .. BadRows(platforms)];
            var day = SampleDays.Nights[night].Digits();
            folder.Drop($"platforms_FULL_{day}.csv", new Table(_header, rows), TableFormat.Utf8Trailer);
        }
    }

    /// <summary>A kind that nobody knows, and a host with a wrong check character.</summary>
    private static IEnumerable<IReadOnlyList<string>> BadRows(IReadOnlyList<Platform> platforms)
    {
        var unknownKind = platforms[40].Row().ToArray();
        (unknownKind[1], unknownKind[3]) = ("示例XX2026001", "未来实验站");
        yield return unknownKind;

        var wrongHost = platforms[41].Row().ToArray();
        (wrongHost[1], wrongHost[6]) = ("示例XX2026002", CodeMaker.WithWrongCheck(wrongHost[6]));
        yield return wrongHost;
    }
}
