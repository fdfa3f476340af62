using System.Globalization;
using System.Text;

namespace DataBus.Hub.Operations.Backups;

/// <summary>What is lost by a restore, as people read it.</summary>
internal static class LostText
{
    private const int ActsShown = 200;

    public static string Of(LostEntries lost, ulong backupHead, Speech speech)
    {
        var text = new StringBuilder();
        if (lost.Head <= backupHead)
            return speech.Of("原目录在备份之后没有内容：什么都没有丢失。", "The old directory has nothing behind the backup: nothing is lost.");
        _ = text.Append(speech.Of(
            $"随原目录丢失的（修订号 {backupHead + 1} 至 {lost.Head}）：", $"Lost with the old directory (revisions {backupHead + 1} to {lost.Head}):"));
        foreach (var source in lost.Sources)
        {
            _ = text.AppendLine().Append("  ").Append(speech.Of(
                $"{source.Source}：推送 {source.Pushes} 次，接受 {source.Accepted} 条，暂扣 {source.Held} 条，删除 {source.Deleted} 条",
                $"{source.Source}: {source.Pushes} pushes, {source.Accepted} accepted, {source.Held} held, {source.Deleted} deleted"));
            if (source.Files.Count > 0)
                _ = text.Append(speech.Of("；文件 ", "; files ", "")).AppendJoin(' ', source.Files);
        }
        foreach (var act in lost.Acts.Take(ActsShown))
            _ = text.AppendLine().Append(string.Create(CultureInfo.InvariantCulture, $"  {act.Revision} {TimeOf(act.At)} {act.What} {act.Actor}{(act.Reason.Length > 0 ? $": {act.Reason}" : "")}").TrimEnd());
        if (lost.Acts.Count > ActsShown)
            _ = text.AppendLine().Append("  ").Append(speech.Of($"……共 {lost.Acts.Count} 个操作，全部见 --output json。", $"… {lost.Acts.Count} acts in all; --output json has them."));
        return text.AppendLine().Append("  ").Append(speech.Of(
            "文件和数据库由适配器重新提供；不带位置的小推送要由其调用者重发；以上操作要由人重做。",
            "Files and databases are offered again by their adapters; pushes without a position must be sent again by who sent them; the acts above must be done again by people."))
            .ToString();
    }

    private static string TimeOf(DateTimeOffset? at) => at is { } moment ? DistrictTime.Text(moment) : "";
}
