using DataBus.Hub.Access;
using DataBus.Hub.Delivery;
using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.Hub.Rules;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Api;

/// <summary>Says what stands behind contents, for one caller in one view.</summary>
internal sealed class Explanations(IViewReader view, IExchangeLog log, RuleSet rules, CallerIdentity caller, Sight sight)
{
    // A push is at most 4 MB; its SOURCE record follows the rest of it.
    private const int PushBytes = 8 * 1024 * 1024;
    private const int PageBytes = 256 * 1024;

    private readonly Dictionary<ulong, Run?> _ends = [];

    public Explanation Of(Content content)
    {
        var slot = view.FindSlot(AddressKey.Of(Addresses.Of(content.Change)!));
        var seen = sight.Shown(content.Change)!;
        var explanation = new Explanation
        {
            Change = seen,
            Revision = content.Revision,
            Run = MaySeePosition(content.Run) ? WithEnd(content) : content.Run,
            RulesChecked = (uint)rules.Check(content.Change, content.Run.Source).RulesChecked,
            // Of a content that is not shown whole, it would tell whoever guesses the rest that he is right.
            OriginHash = ReferenceEquals(seen, content.Change) ? ByteString.CopyFrom(OriginHash.Of(content.Change)) : ByteString.Empty,
            Chain = ByteString.CopyFrom(content.Record.Chain.Span),
            Pending = slot?.Pending,
        };
        explanation.FailedIds.Add(slot?.Held.Select(static held => held.Id) ?? []);
        return explanation;
    }

    private bool MaySeePosition(Run run) => caller.IsOperator || caller.Is(run.Source);

    private Run WithEnd(Content content)
    {
        var push = content.Run.Push;
        if (!_ends.TryGetValue(push, out var end))
            _ends[push] = end = EndOf(push, content.Record.LastRevision);
        if (end is null)
            return content.Run;

        var run = content.Run.Clone();
        run.PositionAfter = end.PositionAfter;
        run.Tallies = end.Tallies;
        return run;
    }

    private Run? EndOf(ulong push, ulong after)
    {
        for (var read = 0; read < PushBytes; read += PageBytes)
        {
            var page = log.Read(after, PageBytes);
            foreach (var run in page.Where(static record => record.Type == RecordType.Source)
                .SelectMany(static record => SourceBody.Parser.ParseFrom(record.Body.Span).Runs))
            {
                if (run.Push == push)
                    return run;
            }
            if (page.Count == 0)
                return null;
            after = page[^1].LastRevision;
        }
        return null;
    }
}
