using DataBus.SampleBureaus.Organisations;

namespace DataBus.SampleBureaus.Labels;

/// <summary>One label of a ladder, as a bureau lists it.</summary>
internal sealed record TierLabel(Organisation Holder, string Code, string Name, string Level, string Certificate, DateOnly From, DateOnly To, string Batch, string Agency)
{
    public IReadOnlyList<string> Row() => [Holder.Uscc, Holder.Name, Code, Name, Level, Certificate, From.Iso(), To.Iso(), Batch, Agency];
}
