using DataBus.V1;

namespace DataBus.Tests.Model;

/// <summary>A file in the model's ledger.</summary>
internal sealed record ModelFile(int File, int AsOf)
{
    public PassEnd End { get; set; }

    public Tallies Tallies { get; set; } = new();
}

/// <summary>One source in the model.</summary>
internal sealed class ModelSource(string name)
{
    public string Name => name;

    public string Position { get; set; } = "";

    /// <summary>How often it was rebased.</summary>
    public int Generation { get; set; }

    /// <summary>As-of of the newest complete FULL file; 0 if none.</summary>
    public int Floor { get; set; }

    /// <summary>How many passes it has opened.</summary>
    public int Pass { get; set; }

    /// <summary>Id of the newest pass.</summary>
    public string PassId { get; set; } = "";

    public Tallies Tallies { get; } = new();

    public Tallies PassTallies { get; set; } = new();

    public List<ModelFile> Files { get; } = [];

    /// <summary>Raw rows without a key that an operator discarded.</summary>
    public HashSet<int> DiscardedUnkeyed { get; } = [];
}
