using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Operations.Alerts;

/// <summary>What a part of the log is about.</summary>
internal sealed class Touched
{
    private const int PageBytes = 1 << 20;

    /// <summary>Failed pushes that were held, or acted on otherwise than by coming again.</summary>
    public HashSet<ulong> Items { get; } = [];

    /// <summary>Jobs of which something was entered.</summary>
    public HashSet<ulong> Jobs { get; } = [];

    /// <summary>Sources that were let go on.</summary>
    public HashSet<string> Resumed { get; } = [];

    /// <summary>Reads what was entered above one revision and up to another, at which a record ends.</summary>
    public static Touched Between(IExchangeLog log, ulong after, ulong until)
    {
        var touched = new Touched();
        while (after < until)
        {
            foreach (var record in log.Read(after, PageBytes).TakeWhile(record => record.LastRevision <= until))
            {
                touched.Add(record);
                after = record.LastRevision;
            }
        }

        return touched;
    }

    private void Add(LogRecord record)
    {
        switch (record.Type)
        {
            case RecordType.Held:
                for (var id = record.FirstRevision; id <= record.LastRevision; id++)
                    _ = Items.Add(id);
                break;
            case RecordType.Desk:
                var revision = record.FirstRevision;
                foreach (var act in DeskBody.Parser.ParseFrom(record.Body.Span).Acts)
                    Add(act, revision++);
                break;
            case RecordType.Source:
                Resumed.UnionWith(SourceBody.Parser.ParseFrom(record.Body.Span).Entries
                    .Where(static entry => entry.Pause is { Paused: false })
                    .Select(static entry => entry.Source));
                break;
        }
    }

    private void Add(DeskEntry act, ulong revision)
    {
        if (act.AboutJob is { } about)
            // The entry that creates a job is its id.
            _ = Jobs.Add(about.Job == 0 ? revision : about.Job);
        else if (act.Act != HubRules.SeenAgain)
            _ = Items.Add(act.Id);
    }
}
