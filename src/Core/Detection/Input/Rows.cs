using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>Rows that lie together: one at a time is looked at, or one field of many.</summary>
abstract class Rows : Row
{
    /// <summary>Looks at another row.</summary>
    public abstract void Set(int row);

    /// <summary>When rows that follow on each other were.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="moments">Gets when they were.</param>
    public virtual void Moments(int first, Span<Moment> moments)
    {
        for (var i = 0; i < moments.Length; i++)
        {
            Set(first + i);
            moments[i] = new Moment(Time, Offset);
        }
    }

    /// <summary>The numbers of a field's values in rows. Values met for the first time are looked up together, so that the waits for memory overlap.</summary>
    /// <param name="slot">The field.</param>
    /// <param name="which">The rows.</param>
    /// <param name="ids">Room for their numbers.</param>
    public abstract void Ids(int slot, ReadOnlySpan<int> which, Span<int> ids);

    /// <summary>The numbers of the kinds of a field's values in rows; of a field without kinds those of the values.</summary>
    /// <param name="slot">The field.</param>
    /// <param name="which">The rows.</param>
    /// <param name="kinds">Room for their numbers.</param>
    public abstract void Kinds(int slot, ReadOnlySpan<int> which, Span<int> kinds);

    /// <summary>Brings rows near that are looked at next.</summary>
    public virtual void Bring(int from, int to)
    {
    }

    /// <summary>Looks up the values of all fields of rows together, where that spares waits for memory. Some that were never met before get no number yet: of them <see cref="Row.Present(IntBuffer, IntBuffer)"/> says so.</summary>
    public virtual void LookUp(ReadOnlySpan<int> which)
    {
    }

    /// <summary>A row as an observation, where something may be derived from it; null otherwise.</summary>
    public virtual Recorded? Whole(int row) => null;
}
