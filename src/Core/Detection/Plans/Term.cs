using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>A test on a slot, possibly turned round.</summary>
readonly record struct Literal(int Slot, int Test, bool Negated);

/// <summary>
/// One way for a rule to hold: all literals, and what could not be written as literals. A rule has one or a few terms.
/// </summary>
/// <param name="Number">No other term has it, also not of plans that extend this one.</param>
/// <param name="Rule">Number of its rule in the plan.</param>
/// <param name="Literals">What must hold of single fields.</param>
/// <param name="Rest">What else must hold; null for nothing.</param>
sealed record Term(int Number, int Rule, IReadOnlyList<Literal> Literals, Residual? Rest);

/// <summary>What remains of a condition when it does not fit into terms; walked as a tree.</summary>
abstract record Residual
{
    public abstract bool Holds(Plan plan, Row row);

    public sealed record One(Literal Literal) : Residual
    {
        public override bool Holds(Plan plan, Row row)
        {
            var id = row.Id(Literal.Slot);
            return plan.Slots[Literal.Slot].Tests[Literal.Test].Matches(row.Value(Literal.Slot), id != ValueTable.Absent) != Literal.Negated;
        }
    }

    /// <summary>A keyword: in any field.</summary>
    public sealed record Keyword(FieldTest What, bool Negated) : Residual
    {
        public override bool Holds(Plan plan, Row row) => row.AnyValue(What) != Negated;
    }

    public sealed record Compared(int Slot, int Other, Comparison How, bool Negated) : Residual
    {
        public override bool Holds(Plan plan, Row row) => FieldsCompared.Holds(How, Slot, Other, row) != Negated;
    }

    public sealed record All(Residual[] Parts) : Residual
    {
        public override bool Holds(Plan plan, Row row)
        {
            foreach (var part in Parts)
            {
                if (!part.Holds(plan, row))
                    return false;
            }

            return true;
        }
    }

    public sealed record Any(Residual[] Parts) : Residual
    {
        public override bool Holds(Plan plan, Row row)
        {
            foreach (var part in Parts)
            {
                if (part.Holds(plan, row))
                    return true;
            }

            return false;
        }
    }
}
