namespace DataBus.SampleBureaus.MarketRegulation;

/// <summary>What is wrong with a registration, or merely spelt unlike the others.</summary>
internal enum RegistrationDefect
{
    /// <summary>Check character of the credit code wrong: no key can be made.</summary>
    WrongCheckCharacter,

    /// <summary>Credit code right, organisation code inside it wrong: 189 of 3,002,673 real rows; a warning.</summary>
    WrongOrgCheckDigit,

    /// <summary>A letter that credit codes never use.</summary>
    ForbiddenLetter,

    /// <summary>Lower-case letters.</summary>
    LowerCase,

    /// <summary>Full-width letters and digits, and a space.</summary>
    FullWidth,

    /// <summary>The old 15-digit registration number in the code's place: no error.</summary>
    OldNumber,

    /// <summary>无, -1 or nothing in the code's place.</summary>
    NoCode,

    /// <summary>Name missing.</summary>
    MissingName,

    /// <summary>Capital in yuan that most probably lacks 万: a warning.</summary>
    CapitalInYuan,

    /// <summary>A state that the table of states does not know.</summary>
    UnknownState,

    /// <summary>Approved before it was founded.</summary>
    DatesReversed,

    /// <summary>A second code for the same name, with the same organisation code inside.</summary>
    TwinCode,
}
