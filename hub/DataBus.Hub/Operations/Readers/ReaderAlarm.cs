using DataBus.Hub.Operations.Alerts;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Operations.Readers;

/// <summary>A named reader that stands still.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Since">Since when.</param>
/// <param name="Zh">For people, in Chinese.</param>
/// <param name="En">The same in English.</param>
internal sealed record ReaderAlarm(string Name, DateTimeOffset Since, string Zh, string En)
{
    public Concern ToConcern() => new($"reader:{Name}", 1, Zh, En);

    public Stall ToStall() => new() { Subject = Name, Leg = StallLeg.Subscriber, Since = Timestamp.FromDateTimeOffset(Since), TextZh = Zh, TextEn = En };
}
