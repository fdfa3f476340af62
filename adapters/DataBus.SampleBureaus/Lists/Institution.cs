using System.Globalization;
using DataBus.SampleBureaus.Organisations;

namespace DataBus.SampleBureaus.Lists;

/// <summary>A made-up university, college, institute or hospital.</summary>
internal sealed record Institution(string Kind, string Name, string Uscc)
{
    // Bodies that begin with JN are issued to nobody.
    public static Institution Make(string kind, string name, int number) =>
        new(kind, name, CodeMaker.Uscc("12", "120000", string.Create(CultureInfo.InvariantCulture, $"JNY0{number:D4}")));
}
