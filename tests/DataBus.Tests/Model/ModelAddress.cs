namespace DataBus.Tests.Model;

/// <summary>What an operator discarded at an address.</summary>
internal readonly record struct ModelDiscard(int Identity, ModelVersion Version);

/// <summary>One content: of a STATE address, or of one event.</summary>
internal sealed class ModelSlot
{
    /// <summary>The live content; null if there is none.</summary>
    public int? Live { get; set; }

    /// <summary>Whether anything was ever accepted here; a tombstone keeps its version.</summary>
    public bool Known { get; set; }

    public ModelVersion Version { get; set; } = ModelVersion.None;

    public List<ModelDiscard> Discarded { get; } = [];

    /// <summary>What its source sent for the live content; <see cref="Never"/> if it sent it to another key.</summary>
    public int? Origin { get; set; }

    /// <summary>The failed push that the live content was replayed from.</summary>
    public ModelHeld? From { get; set; }

    /// <summary>Whether an operator mended the live content.</summary>
    public bool IsMended { get; set; }

    /// <summary>What operators moved from here to another key.</summary>
    public List<ModelHeld> Rekeyed { get; } = [];

    /// <summary>An origin that no row has.</summary>
    public const int Never = int.MinValue;

    /// <summary>What stands here, to go back to.</summary>
    public ModelBefore Remember() => new(Known, Live, Origin, From, IsMended, Version);
}

/// <summary>What stood in a slot before a replay.</summary>
internal sealed record ModelBefore(bool Known, int? Live, int? Origin, ModelHeld? From, bool IsMended, ModelVersion Version);

/// <summary>One address in the model.</summary>
internal sealed class ModelAddress(int place)
{
    private readonly Dictionary<int, ModelSlot> _slots = [];

    public int Place => place;

    public bool IsEvent => Places.All[place].IsEvent;

    /// <summary>All failed pushes that it ever had, in the order in which they were held.</summary>
    public List<ModelHeld> Held { get; } = [];

    public bool Pending { get; set; }

    public bool MissingOnce { get; set; }

    /// <summary>EVENT: the highest sequence accepted.</summary>
    public ModelVersion Tail { get; set; } = ModelVersion.None;

    /// <summary>How many things had been held when something was last accepted here.</summary>
    public int AcceptedAt { get; set; }

    public IReadOnlyDictionary<int, ModelSlot> Slots => _slots;

    public bool IsLive => _slots.Values.Any(slot => slot.Live is not null);

    public IEnumerable<ModelHeld> Open => Held.Where(held => held.IsOpen);

    /// <summary>The slot that a row writes: the address's own, or that of its event.</summary>
    public ModelSlot SlotOf(ModelRow row)
    {
        var number = IsEvent ? row.Event : 0;
        if (!_slots.TryGetValue(number, out var slot))
            _slots[number] = slot = new ModelSlot();
        return slot;
    }

    /// <summary>The open failed push with the same content (and the same event).</summary>
    public ModelHeld? OpenLike(ModelRow row) =>
        Open.FirstOrDefault(held => held.Row!.Identity == row.Identity && (!IsEvent || held.Row.Event == row.Event));
}
