namespace DataBus.Hub.Rules;

/// <summary>Judges one present value of a field and adds what it breaks where the walk stands.</summary>
internal delegate void ValueCheck(object value, Findings findings);
