namespace DataBus.Hub.Rules;

/// <summary>Judges one whole number, truth value or enumeration value; answers the rule that it breaks, or null.</summary>
internal delegate Rule? NumberCheck(object value);
