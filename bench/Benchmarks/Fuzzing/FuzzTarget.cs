using System.Text;

namespace Knooppunt.Fuzzing;

/// <summary>Something that reads what strangers write, with good inputs and words of its format.</summary>
/// <param name="Name">Word for the command and folder of its cases: <c>edifact</c>.</param>
/// <param name="Words">Words that mean something in the format.</param>
/// <param name="Seeds">Good inputs; at least one.</param>
/// <param name="Try">Reads an input and throws when a promise is broken.</param>
sealed record FuzzTarget(string Name, IReadOnlyList<string> Words, Func<IReadOnlyList<byte[]>> Seeds, Action<byte[]> Try)
{
    // A reader's own tables, and what the promises themselves allocate, do not depend on the input.
    const long FixedBytes = 64 << 20;
    const long BytesPerByte = 20_000;

    /// <summary>A target that reads text.</summary>
    public static FuzzTarget OfText(string name, IReadOnlyList<string> words, Func<IReadOnlyList<byte[]>> seeds, Action<string> read) =>
        new(name, words, seeds, bytes => read(Encoding.UTF8.GetString(bytes)));

    /// <summary>Tries an input; the exception with which it failed, or null.</summary>
    public Exception? Failure(byte[] input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Try(input);
        }
        catch (Exception wrong)
        {
            return wrong;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return allocated <= FixedBytes + (BytesPerByte * input.Length) ? null : new BrokenPromiseException($"{allocated:N0} bytes were allocated for an input of {input.Length:N0}.");
    }
}
