using System.Text;

namespace DataBus.Hub.Operations.Backups;

/// <summary>The hub's <c>--rehearse-restore</c>: no hub runs then, and nothing is left behind.</summary>
internal static class RehearseVerb
{
    /// <returns>0 if the backup can be relied on, 1 if not.</returns>
    /// <exception cref="HubException">As <see cref="Restoration.Run"/> says.</exception>
    public static async Task<int> RunAsync(string backup, bool isJson, Speech speech)
    {
        var work = Directory.CreateTempSubdirectory("databus-rehearsal-");
        try
        {
            var found = await RestoreRehearsal.RunAsync(backup, work.FullName, (zh, en) => Console.Error.WriteLine(speech.Of(zh, en)), CancellationToken.None);
            Console.Out.WriteLine(isJson ? RestoreVerb.JsonOf(Facts(backup, found)) : Told(found, speech));
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

    private static string Told(RehearsedRestore found, Speech speech)
    {
        var (manifest, entities, differing) = (found.Manifest, found.Entities, string.Join(", ", found.Differing));
        var (open, at) = (found.Sources.Sum(static source => (long)source.OpenFailed), RestoreVerb.TimeOf(manifest));
        var text = new StringBuilder().AppendLine(found.IsSound
            ? speech.Of("演练通过：这份备份可以恢复。", "Sound: this backup can be restored.", Environment.NewLine)
            : speech.Of($"演练未通过：备份里的视图与由日志重建的不同：{differing}。", $"NOT sound: views of the backup are not what its log makes: {differing}.", Environment.NewLine));
        if (!found.AreComparable)
            text.AppendLine(speech.Of("  备份里的视图由另一版本写成，只重建，未比较。", "  The backup's views were made by another version: rebuilt, not compared."));
        text.AppendLine(speech.Of($"  时刻：{at}；修订号：{manifest.Head}", $"  As of {at}, revision {manifest.Head}", Environment.NewLine))
            .AppendLine(speech.Of(
                $"  主体：企业 {entities.Enterprise}，平台 {entities.Platform}，成果 {entities.Achievement}，指标 {entities.Indicator}",
                $"  Entities: enterprises {entities.Enterprise}, platforms {entities.Platform}, achievements {entities.Achievement}, indicators {entities.Indicator}",
                Environment.NewLine))
            .Append(speech.Of($"  未了结的失败推送：{open}", $"  Open failed pushes: {open}", Environment.NewLine));
        foreach (var source in found.Sources)
        {
            var position = source.Position.Length > 0 ? source.Position : speech.Of("（无断点，恢复后须由推送方再推）", "(no position: whoever pushed must push again)");
            text.AppendLine().Append(speech.Of(
                $"  {source.Source}：活动地址 {source.LiveAddresses}，失败 {source.OpenFailed}，{position}",
                $"  {source.Source}: {source.LiveAddresses} live addresses, {source.OpenFailed} failed, {position}",
                Environment.NewLine));
        }
        return text.ToString();
    }
}
