namespace DataBus.Cli.Doctor;

/// <summary>How a check came out.</summary>
internal enum FindingState
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It works, but somebody should look; or it could not be checked.</summary>
    Warning,

    /// <summary>It does not work like this.</summary>
    Failed,
}
