namespace DataBus.Hub.Operations.Alerts;

/// <summary>A way to people.</summary>
internal interface IAlertChannel
{
    /// <summary>Its name, as entries of the log say it.</summary>
    string Name { get; }

    /// <summary>Whether there is somebody for alerts that nobody acknowledged.</summary>
    bool HasSecond { get; }

    /// <summary>Sends a message; when it returns, the other side has taken it.</summary>
    /// <exception cref="AlertSendException">It has not.</exception>
    Task SendAsync(AlertMessage message, bool toSecond, CancellationToken cancellationToken);
}
