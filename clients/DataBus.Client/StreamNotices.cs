namespace DataBus.Client;

/// <summary>Who is told, besides the log, that a stream is mended: for a program that shows people why it waits.</summary>
public sealed class StreamNotices
{
    /// <summary>Told each time a stream broke or could not be opened again, before it is waited. From any thread; must not throw. Default: nobody.</summary>
    public Action<DataBusException>? Broke { get; set; }

    /// <summary>Told when a stream that broke goes on. Default: nobody.</summary>
    public Action? Resumed { get; set; }
}
