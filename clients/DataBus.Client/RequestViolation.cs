namespace DataBus.Client;

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="Field">Path of the field in the request.</param>
/// <param name="Description">What is wrong and what would be right.</param>
public sealed record RequestViolation(string Field, string Description);
