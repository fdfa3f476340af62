using System.CommandLine;
using System.Reflection;
using System.Text.Json.Serialization;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus version</c>.</summary>
internal static class VersionCommand
{
    public static Command Create(GlobalOptions options)
    {
        var command = options.Command("version", "version", "version", "version --output json");
        options.SetAction(command, CallerRole.Reader, (_, context) =>
        {
            var versions = Versions.OfThisProgram();
            if (context.Output.IsJson)
                context.Output.JsonRecord(versions);
            else
                context.Output.Line(context.Texts.Format("version.is", versions.Program, versions.Contract, versions.Runtime));
            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }

    /// <summary>What this program is made of.</summary>
    /// <param name="Program">Its own version.</param>
    /// <param name="Contract">Version of the contract that it carries.</param>
    /// <param name="Runtime">Version of .NET.</param>
    internal sealed record Versions(
        [property: JsonPropertyName("program")] string Program,
        [property: JsonPropertyName("contract")] string Contract,
        [property: JsonPropertyName("dotnet")] string Runtime)
    {
        public static Versions OfThisProgram() => new(
            typeof(Versions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
            ContractVersion.Current,
            $"{Environment.Version}");
    }
}
