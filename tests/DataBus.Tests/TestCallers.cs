using DataBus.Hub.Access;
using DataBus.Hub.Delivery;
using DataBus.Tests.Hub.Intake;
using DataBus.V1;

namespace DataBus.Tests;

/// <summary>Callers of parts of the hub that are tried without it.</summary>
internal static class TestCallers
{
    public static CallerIdentity Reader { get; } = new(CallerRole.Reader, "app/test", "", "test");

    public static Rights RightsOf(CoreFixture hub) => new(hub.Core.Log, hub.Core.Views, hub.Time, new GranteeHashes(Path.Combine(Path.GetTempPath(), "databus-no-keys")));

    public static CallerIdentity Source(string name) => new(CallerRole.Source, $"bureau/{name.Split('.')[0]}", name, "test");
}
