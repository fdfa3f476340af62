using System.Diagnostics.CodeAnalysis;
using Superpower;
using Superpower.Model;
using Superpower.Parsers;
using Superpower.Tokenizers;

namespace DataBus.V1;

/// <summary>Entity predicates in text, for command lines and addresses.</summary>
/// <example>
/// <code>
/// enterprise.tier_label.code in (M1, M2) and not enterprise.registration.state = REVOKED
/// enterprise.tier_label[code = M1 and valid_to >= 2026-01-01] or enterprise.listing
/// enterprise.registration.name starts-with '天津' and enterprise.registration.capital missing
/// </code>
/// </example>
/// <remarks>
/// A facet kind alone: a live content of it is there. In brackets: the same content fulfils all. Values with blanks or marks stand in
/// single quotes, a quote in them twice. <c>not</c> binds closest, then <c>and</c>, then <c>or</c>.
/// </remarks>
public static class PredicateText
{
    private const int FacetParts = 2;

    // The contract has 8 levels; deeper text would only cost stack, and who sends it may be anybody.
    private const int MaxDepth = 16;

    private static readonly string[] _keywords = ["and", "or", "not", "in", "exists", "missing", "starts-with"];

    private static readonly Tokenizer<Mark> _tokenizer = new TokenizerBuilder<Mark>()
        .Ignore(Span.WhiteSpace)
        .Match(Character.EqualTo('('), Mark.Open)
        .Match(Character.EqualTo(')'), Mark.Close)
        .Match(Character.EqualTo('['), Mark.OpenBracket)
        .Match(Character.EqualTo(']'), Mark.CloseBracket)
        .Match(Character.EqualTo(','), Mark.Comma)
        .Match(Span.EqualTo(">="), Mark.AtLeast)
        .Match(Character.EqualTo('<'), Mark.Below)
        .Match(Character.EqualTo('='), Mark.Equal)
        .Match(QuotedString.SqlStyle, Mark.Quoted)
        .Match(Span.WithoutAny(static character => char.IsWhiteSpace(character) || "()[],<>='".Contains(character)), Mark.Word)
        .Build();

    private static readonly TokenListParser<Mark, string> _value = Token.EqualTo(Mark.Quoted).Apply(QuotedString.SqlStyle).Or(Word());

    private static readonly TokenListParser<Mark, Action<FieldTest>> _asks =
        (from _ in Token.EqualTo(Mark.Equal) from value in _value select Asking(test => test.Equals_ = value))
        .Or(from _ in Token.EqualTo(Mark.AtLeast) from value in _value select Asking(test => test.Range = new FieldRange { From = value }))
        .Or(from _ in Token.EqualTo(Mark.Below) from value in _value select Asking(test => test.Range = new FieldRange { Below = value }))
        .Or(from _ in Keyword("starts-with") from value in _value select Asking(test => test.Prefix = value))
        .Or(from _ in Keyword("exists") select Asking(static test => test.Exists = true))
        .Or(from _ in Keyword("missing") select Asking(static test => test.Exists = false))
        .Or(
            from _ in Keyword("in")
            from open in Token.EqualTo(Mark.Open)
            from values in _value.AtLeastOnceDelimitedBy(Token.EqualTo(Mark.Comma))
            from close in Token.EqualTo(Mark.Close)
            select Asking(test => test.In = new FieldValues { Values = { values } }));

    private static readonly TokenListParser<Mark, FieldTest> _field = from name in Word() from asks in _asks select Field(name, asks);

    private static readonly TokenListParser<Mark, EntityPredicate> _facet =
        from name in Word()
        from rest in (
                from open in Token.EqualTo(Mark.OpenBracket)
                from fields in _field.AtLeastOnceDelimitedBy(Keyword("and"))
                from close in Token.EqualTo(Mark.CloseBracket)
                select (Action<FacetTest>)(test => test.Fields.AddRange(fields)))
            .Or(from asks in _asks select (Action<FacetTest>)(test => Ask(test, asks)))
            .OptionalOrDefault(static _ => { })
        select Facet(name, rest);

    private static readonly TokenListParser<Mark, EntityPredicate> _one =
        (from _ in Keyword("not") from inner in Parse.Ref(() => _one!) select new EntityPredicate { Not = inner })
        .Or(
            from open in Token.EqualTo(Mark.Open)
            from inner in Parse.Ref(() => _any!)
            from close in Token.EqualTo(Mark.Close)
            select inner)
        .Or(_facet);

    private static readonly TokenListParser<Mark, EntityPredicate> _all =
        from all in _one.AtLeastOnceDelimitedBy(Keyword("and"))
        select all.Length == 1 ? all[0] : new EntityPredicate { All = new EntityPredicates { Predicates = { all } } };

    private static readonly TokenListParser<Mark, EntityPredicate> _any =
        from any in _all.AtLeastOnceDelimitedBy(Keyword("or"))
        select any.Length == 1 ? any[0] : new EntityPredicate { Any = new EntityPredicates { Predicates = { any } } };

    private enum Mark
    {
        Open,
        Close,
        OpenBracket,
        CloseBracket,
        Comma,
        AtLeast,
        Below,
        Equal,
        Quoted,
        Word,
    }

    /// <summary>Reads a predicate; whether its fields exist, the hub says.</summary>
    /// <param name="text">The text.</param>
    /// <param name="predicate">What it says; null if it cannot be read.</param>
    /// <param name="at">The place, from 1, where it cannot be read any more; 0 if it can.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out EntityPredicate? predicate, out int at)
    {
        predicate = null;
        at = 0;
        var tokens = _tokenizer.TryTokenize(text);
        if (!tokens.HasValue)
        {
            at = PlaceOf(tokens.ErrorPosition, text);
            return false;
        }
        if (TooDeep(tokens.Value) is { } deep)
        {
            at = PlaceOf(deep, text);
            return false;
        }
        var parsed = _any.AtEnd().TryParse(tokens.Value);
        if (parsed.HasValue)
            predicate = parsed.Value;
        else
            at = PlaceOf(parsed.ErrorPosition, text);
        return predicate is not null;
    }

    private static Position? TooDeep(TokenList<Mark> tokens)
    {
        var open = 0;
        var negated = 0;
        foreach (var token in tokens)
        {
            negated = token.Kind == Mark.Word && token.ToStringValue() == "not" ? negated + 1 : token.Kind == Mark.Open ? negated : 0;
            open += token.Kind == Mark.Open ? 1 : token.Kind == Mark.Close ? -1 : 0;
            if (open + negated > MaxDepth)
                return token.Position;
        }
        return null;
    }

    private static int PlaceOf(Position position, string text) => position.HasValue ? position.Absolute + 1 : text.Length + 1;

    private static TokenListParser<Mark, string> Word() => Token.EqualTo(Mark.Word).Select(static token => token.ToStringValue()).Where(static word => !_keywords.Contains(word));

    private static TokenListParser<Mark, Token<Mark>> Keyword(string word) => Token.EqualToValue(Mark.Word, word);

    private static Action<FieldTest> Asking(Action<FieldTest> asks) => asks;

    private static FieldTest Field(string name, Action<FieldTest> asks)
    {
        var test = new FieldTest { Field = name };
        asks(test);
        return test;
    }

    private static EntityPredicate Facet(string name, Action<FacetTest> rest)
    {
        var test = new FacetTest { Facet = name };
        rest(test);
        return new EntityPredicate { Some = test };
    }

    // What follows the facet kind's two parts is the path of the field.
    private static void Ask(FacetTest test, Action<FieldTest> asks)
    {
        var parts = test.Facet.Split('.');
        test.Facet = string.Join('.', parts.Take(FacetParts));
        test.Fields.Add(Field(string.Join('.', parts.Skip(FacetParts)), asks));
    }
}
