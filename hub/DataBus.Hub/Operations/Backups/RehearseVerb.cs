using System.Text;

namespace DataBus.Hub.Operations.Backups;

/// <summary>The hub's <c>--rehearse-restore</c>: no hub runs then, and nothing is left behind.</summary>
internal static class RehearseVerb
{
    /// <returns>0 if the backup can be relied on, 1 if not.</returns>
    /// <exception cref="HubException">As <see cref="Restoration.Run"/> says.</exception>
    public static async Task<int> RunAsync(string backup, bool isJson)
    {
        var work = Directory.CreateTempSubdirectory("databus-rehearsal-");
        try
        {
            var found = await RestoreRehearsal.RunAsync(backup, work.FullName, Console.Error.WriteLine, CancellationToken.None);
            Console.Out.WriteLine(isJson ? RestoreVerb.JsonOf(Facts(backup, found)) : Told(found));
            return found.IsSound ? 0 : 1;
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static object Facts(string backup, RehearsedRestore found) => new
    {
        backup,
        sound = found.IsSound,
        differing = found.Differing,
        comparable = found.AreComparable,
        found.Manifest.MadeAt,
        found.Manifest.Head,
        found.Manifest.Epoch,
        entities = new { found.Entities.Enterprise, found.Entities.Platform, found.Entities.Achievement, found.Entities.Indicator },
        openFailed = found.Sources.Sum(static source => (long)source.OpenFailed),
        sources = found.Sources.Select(static source => new { source.Source, source.Position, source.LiveAddresses, source.OpenFailed }),
    };

    private static string Told(RehearsedRestore found)
    {
        var (manifest, entities) = (found.Manifest, found.Entities);
        var text = new StringBuilder()
            .AppendLine(found.IsSound ? "演练通过：这份备份可以恢复。" : $"演练未通过：备份里的视图与由日志重建的不同：{string.Join(", ", found.Differing)}。")
            .AppendLine(found.IsSound ? "Sound: this backup can be restored." : $"NOT sound: views of the backup are not what its log makes: {string.Join(", ", found.Differing)}.");
        if (!found.AreComparable)
            text.AppendLine("  备份里的视图由另一版本写成，只重建，未比较。 The backup's views were made by another version: rebuilt, not compared.");
        text.AppendLine($"  时刻 as of: {RestoreVerb.TimeOf(manifest)}; 修订号 revision: {manifest.Head}")
            .AppendLine($"  主体 entities: 企业 enterprise {entities.Enterprise}, 平台 platform {entities.Platform}, 成果 achievement {entities.Achievement}, 指标 indicator {entities.Indicator}")
            .Append($"  未了结的失败推送 open failed pushes: {found.Sources.Sum(static source => (long)source.OpenFailed)}");
        foreach (var source in found.Sources)
        {
            var position = source.Position.Length > 0 ? source.Position : "(无断点，恢复后须由推送方再推 no position: whoever pushed must push again)";
            text.AppendLine().Append($"  {source.Source}: {source.LiveAddresses} 活动地址 live addresses, {source.OpenFailed} 失败 failed, {position}");
        }
        return text.ToString();
    }
}
