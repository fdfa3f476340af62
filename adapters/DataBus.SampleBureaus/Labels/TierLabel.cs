using DataBus.SampleBureaus.Organisations;

namespace DataBus.SampleBureaus.Labels;

/// <summary>One label of a ladder, as a bureau lists it.</summary>
internal sealed record TierLabel(Organisation Holder, LabelKind Kind, string Certificate, DateOnly From, DateOnly To, string Batch)
{
    // Labels that ran out are not marked so: only their dates tell.
    private const string State = "有效";

    public IReadOnlyList<string> Row() =>
        [Holder.Uscc, Holder.Name, Kind.Code, Kind.Name, Kind.Level, Certificate, From.Iso(), To.Iso(), Batch, Kind.Agency, State];
}
