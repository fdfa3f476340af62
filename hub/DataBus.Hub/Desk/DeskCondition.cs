namespace DataBus.Hub.Desk;

/// <summary>One thing that must hold of a row.</summary>
internal delegate bool DeskCondition(in DeskRow row);
