using DataBus.Hub;
using Microsoft.Extensions.Options;

namespace DataBus.Tests.Hub;

public sealed class HubOptionsTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("databus-options-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Theory]
    [InlineData("--port", "65536", "--port is 65536; it must be 0 (a free one) to 65535")]
    [InlineData("--port", "x", "--port is x; it must be a number")]
    [InlineData("--http-port", "-1", "--http-port is -1; it must be a number")]
    [InlineData("--listen", "0.0.0.0", "without TLS the hub listens on loopback only")]
    [InlineData("--listen", "here", "--listen is here; it must be an IP address")]
    [InlineData("--data", "/proc/nothing/here", "--data is /proc/nothing/here; it must be a folder that can be written")]
    [InlineData("--colour", "red", "--colour is not known; there are: --port N")]
    public void Create_WrongSetting_SaysNameValueAndWhatWouldBeRight(string name, string value, string expected)
    {
        var error = Assert.Throws<OptionsValidationException>(() => HubApplication.Create([name, value]));

        Assert.Contains(error.Failures, failure => failure.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Create_SeveralWrongSettings_SaysThemAll()
    {
        var error = Assert.Throws<OptionsValidationException>(
            () => HubApplication.Create(["--port", "70000", "--http-port", "70001", "--listen", "8.8.8.8", "--data", _data]));

        Assert.Equal(3, error.Failures.Count());
    }

    [Fact]
    public void Parse_SwitchWithoutValue_SaysSo()
    {
        var error = Assert.Throws<OptionsValidationException>(() => HubArguments.Parse(["--parent", "--data"]));

        Assert.Contains("--data needs a value", Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_ParentSwitch_TakesNoValueAway()
    {
        var settings = HubArguments.Parse(["--parent", "--port", "0", "--data=x", "--accept-loss", "--new-epoch"]);

        Assert.Equal("0", settings["Hub:Port"]);
        Assert.Equal("x", settings["Hub:Data"]);
        Assert.Equal("True", settings["Hub:AcceptLoss"]);
        Assert.Equal("True", settings["Hub:NewEpoch"]);
    }
}
