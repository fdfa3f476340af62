using System.Globalization;
using System.Text;
using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Tests.Model;

/// <summary>Makes of the model's rows what an adapter would push.</summary>
internal static class WireRows
{
    private const long FirstSecond = 1_700_000_000;
    private const int SecondsADay = 86_400;

    public static Address AddressOf(int place)
    {
        var (kind, number, _) = Places.All[place];
        return kind switch
        {
            PlaceKind.Registration => new Address { Key = Enterprise(number), Facet = "enterprise.registration" },
            PlaceKind.Label => new Address { Key = Enterprise(0), Facet = "enterprise.tier_label", Instance = $"{TierCode(number)}|C{number}" },
            _ => new Address { Key = Patent(number), Facet = "achievement.legal_event" },
        };
    }

    public static PushItem ItemOf(ModelRow row, ulong number)
    {
        var item = new PushItem { Row = number, Raw = ByteString.CopyFromUtf8($"{{\"行\":\"{row}\"}}") };
        if (row.Kind == RowKind.Unkeyed)
        {
            item.Raw = ByteString.CopyFrom($"no key {row.Text}", Encoding.UTF8);
            item.Violations.Add(Error("kit.key"));
            return item;
        }

        item.Change = ChangeOf(row);
        if (row.Fault == Fault.Ambiguous)
            item.Violations.Add(Error("kit.ambiguous"));
        return item;
    }

    /// <summary>The rule that a <see cref="Fault.ThenBad"/> row broke: one that is in no rule set any more.</summary>
    public static Violation OldRule { get; } = Error("enterprise.registration.name.old_rule");

    /// <summary>Edits that make a content of a kind of place sound, with another text.</summary>
    public static FieldEdit[] EditsOf(PlaceKind kind, int text) => kind switch
    {
        PlaceKind.Registration => [Edit("name", "津南示例一号有限公司"), Edit("address", $"天津市津南区示例路{text}号")],
        PlaceKind.Label => [Edit("valid_from", "2025-01-01"), Edit("batch", $"第{text}批")],
        _ => [Edit("announced_on", "2025-06-01"), Edit("text", $"说明{text}")],
    };

    /// <summary>Edits of one row, for a registration with the key of a place.</summary>
    public static JobAct PatchOf(ModelRow? row, int text, int place)
    {
        var kind = row is { Kind: RowKind.Content } ? Places.All[row.Place].Kind : PlaceKind.Registration;
        var patch = new JobPatch { Edits = { EditsOf(kind, text) } };
        if (kind == PlaceKind.Registration)
            patch.Edits.Add(Edit("key.value", AddressOf(place).Key.Value));
        return new JobAct { Patch = patch };
    }

    private static FieldEdit Edit(string path, string value) => new() { Path = path, Value = value };

    public static string EventIdOf(int number) => $"E{number}";

    public static string AsOf(int day) => day == 0 ? "" : new DateOnly(2026, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static int DayOf(Timestamp time) => (int)((time.Seconds - FirstSecond) / SecondsADay);

    private static Change ChangeOf(ModelRow row)
    {
        var address = AddressOf(row.Place);
        var change = new Change { Key = address.Key, SourceVersion = VersionOf(row.Version) };
        if (row.Kind == RowKind.Delete)
        {
            change.Tombstone = new Tombstone { Facet = address.Facet, Instance = address.Instance };
            return change;
        }

        var (kind, number, _) = Places.All[row.Place];
        var isBad = row.Fault == Fault.Bad;
        if (kind == PlaceKind.Registration)
            change.Registration = Registration(row.Text, isBad);
        else if (kind == PlaceKind.Label)
            change.TierLabel = Label(number, row.Text, isBad);
        else
            change.LegalEvent = Event(number, row, isBad);
        return change;
    }

    private static Registration Registration(int text, bool isBad) => new()
    {
        Name = isBad ? "" : "津南示例一号有限公司",
        EstablishedOn = "2019-03-01",
        State = "ACTIVE",
        Address = $"天津市津南区示例路{text}号",
    };

    private static TierLabel Label(int number, int text, bool isBad) => new()
    {
        Code = TierCode(number),
        Certificate = $"C{number}",
        ValidFrom = isBad ? "" : "2025-01-01",
        State = "VALID",
        Batch = $"第{text}批",
    };

    private static LegalEvent Event(int number, ModelRow row, bool isBad) => new()
    {
        EventId = EventIdOf(row.Event),
        Code = "EE01",
        AnnouncedOn = isBad ? "" : "2025-06-01",
        DocumentNumber = $"{Patent(number).Value}A",
        Text = $"说明{row.Text}",
    };

    private static string TierCode(int number) => number switch { 0 => "T1", 1 => "T2", _ => "M1" };

    private static Key Enterprise(int number)
    {
        var body = $"91120112MA{number:D7}";
        return new Key { Kind = Kind.Enterprise, Scheme = "uscc", Value = body + CheckDigits.Uscc(body) };
    }

    private static Key Patent(int number) => new() { Kind = Kind.Achievement, Scheme = "patent", Value = $"CN10230791{number}" };

    private static SourceVersion? VersionOf(ModelVersion version) => version.Order switch
    {
        VersionOrder.Sequence => new SourceVersion { Sequence = (ulong)version.Value },
        VersionOrder.Time => new SourceVersion { Time = new Timestamp { Seconds = FirstSecond + version.Value * SecondsADay } },
        _ => null,
    };

    private static Violation Error(string rule) =>
        new() { Rule = rule, RuleVersion = 1, Severity = Severity.Error, MessageZh = "示例错误。", MessageEn = "A sample error." };
}
