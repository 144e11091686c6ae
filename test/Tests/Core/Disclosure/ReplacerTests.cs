using CsCheck;
using Knooppunt.Disclosure.Pseudonyms;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Core.Disclosure;

/// <summary>The replacer takes shortcuts (values hashed together, layouts remembered); what it gives is what the plain one gives.</summary>
public sealed class ReplacerTests
{
    static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    static readonly Gen<string> Texts = Gen.OneOf(
        One("12-ABC-3", "12 abc 3", "B0-12-ZS", "p~aaaaaaaaaaaaaaaa", "", " ", "ÄÖ-é 7", "x\ud800", "P0012345", "j.jansen"),
        Gen.String[Gen.Char.AlphaNumeric, 0, 70],
        Gen.String[0, 20]);

    static readonly Gen<FieldValue> Values = Gen.OneOf(
        Texts.Select(text => FieldValue.Of(text)),
        Texts.Select(text => FieldValue.Of(text)),
        Gen.Int[0, 99].Select(number => FieldValue.Of(number)),
        Gen.Bool.Select(FieldValue.Of),
        Gen.Const(default(FieldValue)),
        Texts.Array[0, 12].Select(texts => FieldValue.OfTexts(texts)),
        Texts.Array[1, 3].Select(texts => FieldValue.Of(FieldValue.OfTexts(texts), "single")));

    static readonly Gen<(string, FieldValue)> Field = Gen.Select(
        One("plate", "pass", "person", "host_pass", "user", "plate_folded", "plate_country", "plate_sidecode", "container", "place", "own.name"), Values);

    static readonly Gen<Subject?> Subjects = Gen.Select(One("plate", "pass", "person", "container"), Texts, Gen.Bool)
        .Select((kind, text, any) => any ? new Subject(kind, text) : (Subject?)null);

    static readonly Gen<Observation> Observations = Gen.Select(Field.Array[0, 9], Subjects, Gen.Bool).Select((fields, subject, usual) =>
    {
        var data = Fields.Of(fields);
        var type = new ObservationType(Family.Presence, "plate_read");
        return new Observation { Id = "1", Source = "s", Type = type, Time = DateTimeOffset.UnixEpoch, Data = data, Subject = usual ? Taxonomy.SubjectOf(type, data) : subject };
    });

    [Fact]
    public void Apply_is_what_the_plain_one_gives_observation_after_observation()
    {
        var plain = new PlainPseudonymiser(Key, Read);
        Observations.Array[1, 20].Sample(stream =>
        {
            var replacer = new Pseudonymiser(Key, Read).Replacer();
            foreach (var observation in stream)
            {
                List<ClearText> clear = [new("p~other", "of another observation")];
                var seen = replacer.Apply(observation, clear);
                Assert.Equal(plain.Apply(observation), seen);
                Assert.Equal(clear.Count, clear.Select(text => text.Token).Distinct().Count());
                Assert.All(clear.Skip(1), text => Assert.Contains(text.Token, Kinds.Select(kind => plain.Token(kind, text.Clear))));
                Assert.Equal(TokensOf(seen), clear.Skip(1).Select(text => text.Token).Order(StringComparer.Ordinal));
            }
        }, iter: 400);
    }

    [Fact]
    public void Token_is_what_the_plain_one_gives()
    {
        var (fast, plain) = (new Pseudonymiser(Key, Read), new PlainPseudonymiser(Key, Read));
        Gen.Select(One(Pseudonym.None, Pseudonym.Plate, Pseudonym.Pass, Pseudonym.Person), Texts).Sample((kind, text) =>
        {
            Assert.Equal(plain.Token(kind, text), fast.Token(kind, text));
            Assert.Equal(plain.FoldedToken(text), fast.FoldedToken(text));
        });
    }

    [Fact]
    public void Key_of_another_length_is_refused() => Assert.Contains("32 bytes", Assert.Throws<ArgumentException>(() => new Pseudonymiser(new byte[16])).Message, StringComparison.Ordinal);

    static Pseudonym[] Kinds { get; } = [Pseudonym.Plate, Pseudonym.Pass, Pseudonym.Person];

    /// <summary>A reading that sometimes knows country and side code, so that both ways are walked.</summary>
    static PlateReading Read(string plate) => PlateReading.Of(plate) is var reading && plate.Length % 3 == 0 ? reading with { Country = "NL", SideCode = plate.Length % 2 == 0 ? 9 : null } : PlateReading.Of(plate);

    static IEnumerable<string> TokensOf(Observation seen) => seen.Data.Where(field => field.Key != "plate_folded").SelectMany(field => Tokens(Taxonomy.PseudonymOf(field.Key), field.Value))
        .Concat(seen.Subject is { } subject ? Tokens(Taxonomy.PseudonymOf(subject.Kind), subject.Value) : []).Distinct().Order(StringComparer.Ordinal);

    static IEnumerable<string> Tokens(Pseudonym kind, FieldValue value) => kind == Pseudonym.None || value.Kind == FieldKind.None ? [] : value.Kind == FieldKind.List ? value.List.SelectMany(item => Tokens(kind, item)) : [value.Text!];
}
