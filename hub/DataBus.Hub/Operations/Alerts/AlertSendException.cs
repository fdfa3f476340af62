namespace DataBus.Hub.Operations.Alerts;

/// <summary>A message was not taken; it is sent again later.</summary>
internal sealed class AlertSendException(string message, Exception? inner = null) : Exception(message, inner);
