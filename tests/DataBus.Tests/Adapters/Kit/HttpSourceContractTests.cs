using DataBus.Adapters;

namespace DataBus.Tests.Adapters.Kit;

public sealed class HttpSourceContractTests : SourceContractTests
{
    private HttpSourceFixture _ip = New();

    protected override int Stops => 8;

    private protected override ISource Source() => _ip.Source();

    protected override void Reset()
    {
        _ip.Dispose();
        _ip = New();
    }

    protected override void Dispose(bool disposing) => _ip.Dispose();

    private static HttpSourceFixture New()
    {
        var ip = new HttpSourceFixture();
        ip.Api.Lists["/licences"].AddRange([HttpSourceFixture.Licence("L1", "另一高校"), HttpSourceFixture.Licence("")]);
        return ip;
    }
}
