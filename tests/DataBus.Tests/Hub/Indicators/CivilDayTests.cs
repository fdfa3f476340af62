using DataBus.Hub;
using Microsoft.Extensions.Time.Testing;

namespace DataBus.Tests.Hub.Indicators;

public sealed class CivilDayTests
{
    [Theory]
    [InlineData("2026-11-24T15:59:59Z", "2026-11-24")]
    [InlineData("2026-11-24T16:00:00Z", "2026-11-25")]
    public void Today_IsTheDayInTianjin(string now, string day)
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(day, CivilDay.Text(CivilDay.Today(time)));
    }
}
