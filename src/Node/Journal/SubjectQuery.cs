using System.Text;
using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>What is looked for in a journal: a subject, and the fields in which it may stand besides being what an observation is about.</summary>
internal sealed class SubjectQuery
{
    static readonly ILookup<Pseudonym, string> Pseudonymised = Taxonomy.Fields.Values.Where(field => field.Pseudonym != Pseudonym.None).ToLookup(field => field.Pseudonym, field => field.Name);

    SubjectQuery(Subject subject, string[] fields) => (Subject, Fields, Text) = (subject, fields, Encoding.UTF8.GetBytes(subject.Value));

    /// <summary>Every field by which a journal can be searched.</summary>
    public static string[] Searched { get; } = [.. Taxonomy.SubjectKinds.Concat(Pseudonymised.SelectMany(fields => fields)).Distinct(StringComparer.Ordinal)];

    public Subject Subject { get; }

    public string[] Fields { get; }

    /// <summary>Its value in UTF-8.</summary>
    public byte[] Text { get; }

    /// <summary>A subject in the field of its kind.</summary>
    public static SubjectQuery Of(Subject subject) => new(subject, [subject.Kind]);

    /// <summary>A plate, pass or person in every field that holds one of that kind: of who opened a door, of who drove, of who signed.</summary>
    public static SubjectQuery Wherever(Subject subject) =>
        Taxonomy.PseudonymOf(subject.Kind) is var kind && kind != Pseudonym.None ? new(subject, [.. Pseudonymised[kind]]) : Of(subject);

    /// <summary>Whether an observation is about it, or names it in one of the fields.</summary>
    public bool IsIn(Observation observation) =>
        observation.Subject == Subject || Array.Exists(Fields, field => string.Equals(observation.Data[field].Text, Subject.Value, StringComparison.Ordinal));
}
