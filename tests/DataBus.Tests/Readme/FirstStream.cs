using DataBus.Client;
using DataBus.V1;

namespace DataBus.Tests.Readme;

/// <summary>The README's first program: what stands between the marks is shown there, as it is.</summary>
internal static class FirstStream
{
    public static async Task RunAsync(string[] args)
    {
        // begin
        var hub = args.Length > 0 ? args[0] : "http://127.0.0.1:5080";
        using var client = new DataBusClient(new DataBusOptions { Hub = hub });
        var labels = new Subscription { Kinds = [Kind.Enterprise], Facets = ["enterprise.tier_label"] };

        await foreach (var delivery in client.SubscribeAsync(labels))
        {
            foreach (var (change, revision, run) in delivery.Changes)
            {
                var what = change.TierLabel is { } label ? $"{label.Code} {label.Certificate}" : change.ContentCase.ToString();
                Console.WriteLine($"{revision}  {KeyText.Format(change.Key)}  {what}  from {run.Source}");
            }

            if (delivery.Kind == DeliveryKind.CaughtUp)
                Console.WriteLine($"up to date at {delivery.LastRevision}; what comes next appears here");
        }
        // end
    }
}
