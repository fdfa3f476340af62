using DataBus.V1;

namespace DataBus.Hub.Indicators.Movements;

/// <summary>Why a figure moved.</summary>
/// <param name="From">The earlier number; null if there is none.</param>
/// <param name="To">The later number.</param>
/// <param name="FromNote">Why there is no earlier number.</param>
/// <param name="ToNote">Why there is no later number.</param>
internal sealed record Movement(decimal? From, decimal? To, string FromNote, string ToNote)
{
    /// <summary>The difference; null if either end has no number, and then no part has an effect.</summary>
    public decimal? Difference => To - From;

    /// <summary>What it is made of.</summary>
    public List<MovementPart> Parts { get; } = [];

    /// <summary>Adds a part that counts by its effect alone.</summary>
    public void AddEffect(MovementPart part, decimal effect)
    {
        if (Difference is null || effect == 0)
            return;
        part.Kind = MovementKind.Changes;
        part.Effect = Formula.Text(effect);
        Parts.Add(part);
    }
}
