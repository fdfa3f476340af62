using System.Globalization;
using DataBus.V1;

namespace DataBus.SampleBureaus.Organisations;

/// <summary>Makes numbers with right check digits, and spoils them.</summary>
internal static class CodeMaker
{
    /// <summary>A credit code: kind (91 enterprise, 92 individual) + registering district + organisation code + check character.</summary>
    public static string Uscc(string kind, string district, string body)
    {
        var first17 = $"{kind}{district}{body}{CheckDigits.OrganisationCode(body)}";
        return first17 + CheckDigits.Uscc(first17);
    }

    /// <summary>The same code with a wrong check character.</summary>
    public static string WithWrongCheck(string uscc) => uscc[..17] + (uscc[17] == '1' ? '2' : '1');

    /// <summary>An old registration number of Jinnan: 120112 + running number + check digit.</summary>
    public static string RegistrationNumber(int running)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"120112{running:D8}");
        return body + CheckDigits.Regno(body);
    }
}
