namespace DataBus.Hub.Operations.Alerts;

/// <summary>An alert on its way to people.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="State">RAISED, or ESCALATED: nobody has acknowledged it.</param>
/// <param name="Count">How many things it is about.</param>
/// <param name="Zh">Its text in Chinese.</param>
/// <param name="En">Its text in English.</param>
/// <param name="Hub">Name of the hub.</param>
/// <param name="RaisedAt">When it was raised.</param>
internal sealed record AlertMessage(string Subject, string State, ulong Count, string Zh, string En, string Hub, DateTimeOffset RaisedAt)
{
    /// <summary>How somebody says that he looks after it.</summary>
    public string Acknowledge => $"databus alerts ack \"{Subject}\" --reason \"…\"";
}
