using DataBus.Hub.Access;
using DataBus.V1;

namespace DataBus.Tests;

/// <summary>Callers of parts of the hub that are tried without it.</summary>
internal static class TestCallers
{
    public static CallerIdentity Reader { get; } = new(CallerRole.Reader, "app/test", "", "test");

    public static CallerIdentity Source(string name) => new(CallerRole.Source, $"bureau/{name.Split('.')[0]}", name, "test");
}
