using DataBus.SampleBureaus;

namespace DataBus.Tests.Adapters.Samples;

public sealed class SampleOptionsTests
{
    [Fact]
    public void Parse_AllOptions_TakesThem()
    {
        var options = SampleOptions.Parse(["--dir", "d", "--port", "8080", "--once", "--seed", "3", "--parent"]);

        Assert.Equal(new SampleOptions { Directory = "d", Port = 8080, Once = true, Seed = 3, Parent = true }, options);
    }

    [Theory]
    [InlineData("--dir")]
    [InlineData("--dir", "--once")]
    [InlineData("--port", "--dir", "d", "--port", "65536")]
    [InlineData("--seed", "--dir", "d", "--seed", "-1")]
    [InlineData("--nonsense", "--nonsense")]
    public void Parse_WrongOption_IsNamed(string name, params string[] args)
    {
        var wrong = Assert.Throws<FormatException>(() => SampleOptions.Parse(args));

        Assert.StartsWith(name, wrong.Message, StringComparison.Ordinal);
    }
}
