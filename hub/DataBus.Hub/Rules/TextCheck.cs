namespace DataBus.Hub.Rules;

/// <summary>Judges one non-empty text; answers the rule that it breaks, or null. Never throws, whatever the text.</summary>
internal delegate Rule? TextCheck(string value);
