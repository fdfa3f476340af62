using System.Net;
using DataBus.Adapters;
using DataBus.V1;
using static DataBus.Tests.Adapters.Kit.HttpSourceFixture;

namespace DataBus.Tests.Adapters.Kit;

public sealed class HttpSourceTests : IDisposable
{
    private readonly HttpSourceFixture _ip = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FakeHub Hub => _ip.Hub;

    [Fact]
    public async Task ReadAsync_TwoFeeds_AreAPassEachInTheOrderOfTheirItems()
    {
        await SourceDriver.RunAsync(_ip.Source(), Hub, Token);

        Assert.Equal([PassMode.Full, PassMode.Changes], Hub.Passes.Select(p => p.Pass.Mode));
        Assert.Equal([3UL, 3UL], Hub.Passes.Select(p => p.Tallies.Accepted));
        var licence = Hub.Items().First().Change;
        Assert.Equal(("CN102307917", "示例高校"), (licence.Key.Value, licence.Licence.Licensor));
        Assert.Equal(["CN102307917B", "CN102307918B"], licence.Licence.PatentNumbers);
        Assert.Equal([1UL, 2UL, 3UL], Hub.Items().Where(i => i.Change.LegalEvent is not null).Select(i => i.Change.SourceVersion.Sequence));
    }

    [Fact]
    public async Task ReadAsync_NotModified_IsNoPassButHeardFrom()
    {
        await SourceDriver.RunAsync(_ip.Source(), Hub, Token);
        await SourceDriver.RunAsync(_ip.Source(), Hub, Token);
        _ip.Api.Requests.Clear();

        var steps = await SourceDriver.ReadAsync(_ip.Source(), Hub, Token);

        Assert.Equal(2, Hub.Passes.Count);
        Assert.Equal((null, Hub.Position), (Assert.Single(steps).Pass, steps[0].PositionAfter));
        Assert.Equal(2, _ip.Api.Requests.Count);
    }

    [Fact]
    public async Task ReadAsync_ApiWithoutETag_IsAPassOnlyIfItsContentChanged()
    {
        _ip.Api.HasETag = false;
        await SourceDriver.RunAsync(_ip.Source(), Hub, Token);
        await SourceDriver.RunAsync(_ip.Source(), Hub, Token);
        Assert.Equal(2, Hub.Passes.Count);
        _ip.Api.Lists["/licences"].Add(Licence("L4"));

        await SourceDriver.RunAsync(_ip.Source(), Hub, Token);

        Assert.Equal(3, Hub.Passes.Count);
        Assert.Equal((1UL, 3UL), (Hub.Passes[2].Tallies.Accepted, Hub.Passes[2].Tallies.Unchanged));
    }

    [Fact]
    public async Task ReadAsync_NewEvents_AreAskedForAboveTheHighestSequence()
    {
        await SourceDriver.RunAsync(_ip.Source(), Hub, Token);
        _ip.Api.Lists["/events"].Add(Event(4));

        await SourceDriver.RunAsync(_ip.Source(), Hub, Token);

        Assert.Equal("E4", Assert.Single(Hub.Batches.Last(b => b.Items.Count > 0).Items).Change.LegalEvent.EventId);
        Assert.Contains("/events?page=1&size=2&after=3", _ip.Api.Requests);
    }

    [Fact]
    public async Task ReadAsync_LicenceGone_IsAbsentAndEventsAreNot()
    {
        await SourceDriver.RunAsync(_ip.Source(), Hub, Token);
        _ip.Api.Lists["/licences"].RemoveAt(1);

        await SourceDriver.RunAsync(_ip.Source(), Hub, Token);

        var close = Hub.Passes[^1].Pass.Close;
        Assert.True(close.ProvenComplete);
        Assert.Equal("L2", Assert.Single(close.Absent).Instance);
    }

    [Fact]
    public async Task ReadAsync_OneLicenceTwiceWithOtherContent_IsAmbiguous()
    {
        _ip.Api.Lists["/licences"].Add(Licence("L1", "另一高校"));

        await SourceDriver.RunAsync(_ip.Source(), Hub, Token);

        Assert.Equal((2UL, 2UL), (Hub.Passes[0].Tallies.Accepted, Hub.Passes[0].Tallies.Held));
    }

    [Fact]
    public async Task ReadAsync_ListChangesBetweenPages_IsReadAgain()
    {
        _ip.Api.Before = request =>
        {
            if (request.RequestUri!.PathAndQuery.StartsWith("/licences?page=2", StringComparison.Ordinal))
            {
                _ip.Api.Before = _ => null;
                _ip.Api.Lists["/licences"].Insert(0, Licence("L0"));
            }
            return null;
        };

        await SourceDriver.RunAsync(_ip.Source(), Hub, Token);

        Assert.Equal((4UL, true), (Hub.Passes[0].Pass.Close.RowsRead, Hub.Passes[0].Pass.Close.ProvenComplete));
    }

    [Fact]
    public async Task ReadAsync_ListChangedSinceTheCrash_ClosesTheOldWalkAndReadsAnew()
    {
        await SourceDriver.RunAsync(_ip.Source(), Hub, Token, maxItems: 1, stopAfter: 2);
        _ip.Api.Lists["/licences"].Add(Licence("L4"));

        await SourceDriver.RunAsync(_ip.Source(), Hub, Token, maxItems: 1);

        Assert.Equal([PassEnd.Failed, PassEnd.Whole, PassEnd.Whole], Hub.Passes.Select(p => p.Pass.Close.End));
        Assert.Equal((2UL, 2UL), (Hub.Passes[1].Tallies.Accepted, Hub.Passes[1].Tallies.Unchanged));
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "", true)]
    [InlineData(HttpStatusCode.TooManyRequests, "", true)]
    [InlineData(HttpStatusCode.OK, "<html>", true)]
    [InlineData(HttpStatusCode.OK, "{}", true)]
    [InlineData(HttpStatusCode.NotFound, "", false)]
    public async Task ReadAsync_ApiAnswersOtherwise_WaitsUnlessTheCallerIsWrong(HttpStatusCode status, string body, bool waits)
    {
        _ip.Api.Before = _ => new HttpResponseMessage(status) { Content = new StringContent(body) };

        var error = await Assert.ThrowsAnyAsync<Exception>(() => SourceDriver.RunAsync(_ip.Source(), Hub, Token));

        Assert.Equal(waits, error is SourceUnavailableException);
        Assert.Empty(Hub.Batches);
    }

    [Fact]
    public async Task ReadAsync_KeyIsGoneFromEveryItem_IsDriftBeforeARowIsSent()
    {
        _ip.Api.Lists["/licences"].Clear();
        _ip.Api.Lists["/licences"].AddRange(Enumerable.Range(1, 20).Select(i => Licence($"L{i}").Replace("document", "doc_no", StringComparison.Ordinal)));

        var drift = await Assert.ThrowsAsync<SourceDriftException>(() => SourceDriver.RunAsync(_ip.Source(), Hub, Token));

        Assert.Contains("gone document", drift.Message, StringComparison.Ordinal);
        Assert.Empty(Hub.Batches);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("id, document, licensor.name, patents, sequence", false)]
    public async Task ReadAsync_NewProperty_IsToldOrIsDriftIfTheDeclarationSaysWhichThereWere(string columns, bool isTold)
    {
        _ip.Columns = columns;
        _ip.Api.Lists["/licences"].Add(Licence("L4").Replace("\"id\"", "\"contact\":{\"phone\":\"1\"},\"id\"", StringComparison.Ordinal));

        var drift = await Record.ExceptionAsync(() => SourceDriver.RunAsync(_ip.Source(), Hub, Token));

        if (isTold)
            Assert.Equal(["contact.phone"], _ip.Unknown);
        else
            Assert.Contains("new contact.phone", Assert.IsType<SourceDriftException>(drift).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _ip.Dispose();
}
