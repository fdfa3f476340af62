using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DataBus.Hub.Operations.Backups;

/// <summary>
/// The hub's <c>--restore</c>: no hub runs then. Progress goes to standard error; what was done to standard output, for people or as a line of JSON.
/// </summary>
internal static class RestoreVerb
{
    private static readonly JsonSerializerOptions Json =
        new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Restores.</summary>
    /// <exception cref="HubException">As <see cref="Restoration.Run"/> and <see cref="LostEntries.Read"/> say.</exception>
    /// <param name="backup">The backup.</param>
    /// <param name="data">The data directory to be.</param>
    /// <param name="old">The data directory that is given up, to list what is lost with it; null: not asked for.</param>
    /// <param name="isJson">Whether a program reads what is told.</param>
    /// <param name="speech">In which language.</param>
    public static int Run(string backup, string data, string? old, bool isJson, Speech speech)
    {
        // Before anything is made: who names the wrong directory wants to know it now.
        var lost = old is null ? null : LostEntries.Read(old, BackupManifest.Read(backup));
        var manifest = Restoration.Run(backup, data, (zh, en) => Console.Error.WriteLine(speech.Of(zh, en)), CancellationToken.None);
        var facts = new { restored = data, backup, manifest.MadeAt, manifest.Head, manifest.Epoch, manifest.Format, lost };
        Console.Out.WriteLine(isJson ? JsonOf(facts) : speech.Of(Zh(data, manifest, TimeOf(manifest)), En(data, manifest, TimeOf(manifest)), Environment.NewLine));
        if (lost is not null && !isJson)
            Console.Out.WriteLine(LostText.Of(lost, manifest.Head, speech));
        return 0;
    }

    /// <summary>Why nothing was done, as a line of JSON: that which the command line writes.</summary>
    public static string ErrorOf(Refusal refused, string message, int exit) =>
        JsonOf(new { error = new { code = refused.Reason, exit, message, message_zh = refused.Zh, message_en = refused.En } });

    /// <summary>What was found, as a line of JSON.</summary>
    public static string JsonOf(object facts) => JsonSerializer.Serialize(facts, Json);

    /// <summary>The moment of a backup by the district's clocks.</summary>
    public static string TimeOf(BackupManifest manifest) =>
        DistrictTime.Of(manifest.MadeAt).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    // What the operator must know at two in the morning, and nothing else.
    private static string Zh(string data, BackupManifest manifest, string madeAt) => $"""
        已恢复到 {data}。
          恢复到的时刻：{madeAt}，修订号 {manifest.Head}（纪元 {manifest.Epoch}）。此后的内容不在其中。
          下一步：用 --data {data} 启动枢纽。它自动开始新的纪元；订阅方收到 resync，重新取快照；
          适配器从枢纽所在的位置续读，并重新提供枢纽没有的内容。
          对外投递先关闭：核对此刻之后的授权与擦除，再执行 databus delivery open --reason "…"。
        """;

    private static string En(string data, BackupManifest manifest, string madeAt) => $"""
        Restored into {data}.
          As of {madeAt}, revision {manifest.Head} (epoch {manifest.Epoch}). What came later is not in it.
          Next: start the hub with --data {data}. It begins a new epoch by itself; readers get a resync and take a snapshot again;
          adapters go on from where the hub stands and offer again what it lacks.
          Delivery is closed at first: look after grants and erasures that came later, then run databus delivery open --reason "…".
        """;
}
