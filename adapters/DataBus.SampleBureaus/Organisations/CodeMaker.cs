using System.Globalization;
using System.Text;

namespace DataBus.SampleBureaus.Organisations;

/// <summary>Makes codes with right check digits: credit codes (GB 32100-2015, GB 11714) and old registration numbers (GS 15-2006).</summary>
internal static class CodeMaker
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly int[] _orgWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>A credit code of a market entity: 91 + registering district + organisation code + check character.</summary>
    public static string Uscc(string district, string body)
    {
        var first17 = $"91{district}{body}{OrgCheck(body)}";
        return first17 + UsccCheck(first17);
    }

    public static char UsccCheck(string first17)
    {
        var sum = 0;
        var weight = 1;
        foreach (var character in first17)
        {
            sum += Alphabet.IndexOf(character, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }

        return Alphabet[(31 - sum % 31) % 31];
    }

    public static char OrgCheck(string body)
    {
        var sum = body.Select((character, place) => OrgValue(character) * _orgWeights[place]).Sum();
        return (11 - sum % 11) switch
        {
            10 => 'X',
            11 => '0',
            var digit => (char)('0' + digit),
        };
    }

    /// <summary>The character that follows in the alphabet: never the right one where <paramref name="right"/> is.</summary>
    public static char WrongFor(char right) => Alphabet[(Alphabet.IndexOf(right, StringComparison.Ordinal) + 1) % Alphabet.Length];

    /// <summary>An old registration number of Jinnan: 120112 + running number + check digit.</summary>
    public static string RegistrationNumber(int running)
    {
        var body = new StringBuilder("120112").Append(running.ToString("D8", CultureInfo.InvariantCulture));
        var p = 10;
        for (var place = 0; place < body.Length; place++)
        {
            p = (p + (body[place] - '0')) % 10;
            p = (p == 0 ? 10 : p) * 2 % 11;
        }

        return body.Append((11 - p) % 10).ToString();
    }

    private static int OrgValue(char character) => char.IsAsciiDigit(character) ? character - '0' : character - 'A' + 10;
}
