using System.Globalization;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;

namespace DataBus.Tests.Hub.Api;

/// <summary>Changes that their rules hold, for tests of the desk.</summary>
internal static class FailedChanges
{
    public const string Registrations = "market-regulation.registrations";
    public const string Deductions = "tax.rd-deduction";

    /// <summary>A registration of an enterprise of its own that was established on no day.</summary>
    public static Change Registration(int number, string establishedOn = "2019-13-01")
    {
        var content = Sound.Registration;
        content.Uscc = Uscc(number);
        content.EstablishedOn = establishedOn;
        return new Change { Key = new Key { Kind = Kind.Enterprise, Scheme = "uscc", Value = content.Uscc }, Registration = content };
    }

    /// <summary>A deduction of the tax bureau that is closed to all but it, with an amount that is less than nothing.</summary>
    public static Change Deduction(string amount)
    {
        var content = Sound.RdDeduction;
        content.Personnel = amount;
        return Sound.Of(content);
    }

    public static string Uscc(int number)
    {
        var organisation = (10_000_000 + number).ToString(CultureInfo.InvariantCulture);
        var body = $"91120112{organisation}{CheckDigits.OrganisationCode(organisation)}";
        return body + CheckDigits.Uscc(body);
    }
}
