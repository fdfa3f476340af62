using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DataBus.Hub.Operations;

/// <summary>What <c>/health/ready</c> says: the state in a word, and on further lines why it is not Healthy; over TLS, where anybody may ask, the word alone.</summary>
internal static class HealthText
{
    /// <summary>Answers with that text for the checks that have a tag.</summary>
    public static HealthCheckOptions Options(string tag) => new()
    {
        Predicate = check => check.Tags.Contains(tag),
        ResponseWriter = static (call, report) => call.Response.WriteAsync(call.Request.IsHttps ? $"{report.Status}" : Of(report), call.RequestAborted),
    };

    private static string Of(HealthReport report) => string.Join('\n',
        [
            $"{report.Status}",
            .. report.Entries.Values.Where(static entry => entry.Status != HealthStatus.Healthy).Select(static entry => entry.Description).OfType<string>(),
        ]);
}
