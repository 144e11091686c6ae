using System.Text.RegularExpressions;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>Fills in what a clause leaves to the caller: placeholders, and tokens for literals on pseudonymised fields.</summary>
sealed partial class Preparation(PlanOptions options, PatternDocument document, List<Complaint> complaints)
{
    const int MaxFilled = 10_000;
    const string PlainPercent = @"\%";

    /// <summary>Whether a placeholder stays open: the specification wants such a rule rejected.</summary>
    public bool LacksValues { get; private set; }

    public Clause Prepare(Clause clause) => clause switch
    {
        AllOf all => new AllOf([.. all.Parts.Select(Prepare)]),
        AnyOf any => new AnyOf([.. any.Parts.Select(Prepare)]),
        NotOf not => new NotOf(Prepare(not.Part)),
        Test test => Prepared(test),
        _ => clause,
    };

    public static bool HasKeyword(Clause clause) => clause switch
    {
        AllOf all => all.Parts.Any(HasKeyword),
        AnyOf any => any.Parts.Any(HasKeyword),
        NotOf not => HasKeyword(not.Part),
        Test test => test.Field is null,
        _ => false,
    };

    Test Prepared(Test test)
    {
        var values = test.What.Values;
        if (values.Any(value => value is ExpandTest))
            values = [.. values.Select(value => value is ExpandTest expand ? Filled(expand, test.Selection) : value)];
        if (options.Token is { } token && test.Field is { } field && Taxonomy.PseudonymOf(field) != Pseudonym.None)
            values = [.. values.Select(value => Tokenised(value, field, token))];
        return ReferenceEquals(values, test.What.Values)
            ? test
            : test with { What = new FieldTest { Values = values, All = test.What.All, Negated = test.What.Negated, Exists = test.What.Exists, OrAbsent = test.What.OrAbsent } };
    }

    static ValueTest Tokenised(ValueTest value, string field, Func<string, string, string> token) =>
        value is TextTest { Pattern.Exact: { } exact } ? new TextTest(TextPattern.OfLiteral(token(field, exact), TextPlace.Whole, cased: true))
        : value is PlainNumberTest { Pattern.Exact: { } number } ? new TextTest(TextPattern.OfLiteral(token(field, number), TextPlace.Whole, cased: true))
        : value;

    AnyTest Filled(ExpandTest expand, string selection)
    {
        List<string> filled = [""];
        var at = 0;
        foreach (System.Text.RegularExpressions.Match placeholder in Placeholder().Matches(expand.Raw))
        {
            var before = expand.Raw[at..placeholder.Index];
            at = placeholder.Index + placeholder.Length;
            IReadOnlyList<string>? values = placeholder.Value == PlainPercent ? ["%"] : options.Placeholders.GetValueOrDefault(placeholder.Groups[1].Value);
            if (values is null)
                return Left($"No values are given for the placeholder {placeholder.Value}; give them (--placeholders), or write them out. The rule is left out (rules specification, \"Placeholders\").");
            if (values.Count * filled.Count > MaxFilled)
                return Left($"The placeholders of {expand.Raw} stand for more than {MaxFilled:N0} values together; the rule is left out. Give fewer, or use a list.");
            filled = [.. filled.SelectMany(text => values.Select(value => text + before + value))];
        }

        var tests = new List<ValueTest>(filled.Count);
        foreach (var text in filled)
        {
            var (test, wrong) = expand.Make(text + expand.Raw[at..]);
            if (test is null)
                return Left($"\"{text + expand.Raw[at..]}\", for which {expand.Raw} stands, does not fit, and the rule is left out. {wrong}");
            tests.Add(test);
        }

        return new AnyTest(tests);

        AnyTest Left(string sentence)
        {
            complaints.Add(new Complaint(PatternLint.At(document, (document as SigmaRule)?.Selections.FirstOrDefault(one => one.Name == selection)?.At), sentence));
            LacksValues = true;
            return new AnyTest([]);
        }
    }

    [GeneratedRegex(@"\\%|%([^%]{1,100})%", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
