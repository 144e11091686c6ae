using System.Text;
using Knooppunt.Detection;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Core.Detection;

public sealed class ValueTableTests
{
    [Fact]
    public void Numbers_are_those_of_a_dictionary_through_every_growth()
    {
        // Past a million places a table is filled further and grows by less than double.
        const int Texts = 1_200_000;
        var table = new ValueTable(room: 1);
        var plain = new Dictionary<string, int>(StringComparer.Ordinal);
        var luck = new Random(42);
        var wrong = 0;
        for (var i = 0; i < Texts; i++)
        {
            var text = TextOf(luck.Next(Texts * 2));
            if (!plain.TryGetValue(text, out var id))
                plain[text] = id = plain.Count + ValueTable.Null + 1;
            wrong += table.Of(FieldKind.Text, Encoding.UTF8.GetBytes(text)) == id ? 0 : 1;
        }

        Assert.Equal(0, wrong);
        Assert.Equal(plain.Count + ValueTable.Null + 1, table.Limit);
        Assert.All(plain.Where(pair => pair.Value % 100 == 0), pair => Assert.Equal(pair.Key, table.Value(pair.Value).Text));
    }

    [Fact]
    public void Room_made_at_once_changes_no_number()
    {
        var table = new ValueTable();
        for (var number = 0; number < 1_000; number++)
            table.OfNumber(number);
        table.Expect(700_000);
        table.Expect(10);
        Assert.DoesNotContain(Enumerable.Range(0, 800_000), number => table.OfNumber(number) != number + ValueTable.Null + 1);
    }

    [Fact]
    public void The_same_bytes_of_another_kind_are_another_value()
    {
        var table = new ValueTable();
        Assert.NotEqual(table.Of(FieldKind.Text, "1"u8), table.Of(FieldKind.Flag, "1"u8));
        Assert.NotEqual(table.Of(FieldKind.Text, [0]), table.Of(FieldKind.Text, []));
        Assert.NotEqual(table.Of(FieldKind.Text, @"a\/b"u8), table.Of(ValueBytes.Escaped, @"a\/b"u8));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(200)]
    public void A_hash_tells_apart_texts_that_differ_in_one_place(int length)
    {
        var hashes = new HashSet<uint>();
        for (var at = 0; at < length; at++)
        {
            var text = new byte[length];
            for (text[at] = 1; text[at] < 100; text[at]++)
                hashes.Add(ValueKey.Of(FieldKind.Text, text).Hash);
        }

        Assert.InRange(hashes.Count, (length * 99) - 3, length * 99);
    }

    [Fact]
    public void A_value_gets_its_number_the_second_time_where_it_must_have_been_met()
    {
        var (table, met) = (new ValueTable(), new MetOnce());
        foreach (var text in (string[])["short", "a text that does not fit its place"])
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var key = ValueKey.Of(FieldKind.Text, bytes);
            Assert.Equal(ValueTable.Unnumbered, table.Of(key, bytes, met));
            var number = table.Of(key, bytes, met);
            Assert.Equal(text, table.Value(number).Text);
            Assert.Equal([number, number], [table.Of(key, bytes, met), table.Of(key, bytes)]);
        }
    }

    /// <summary>Short, of just the length that fits a place, and longer with the same beginning.</summary>
    static string TextOf(int number) => (number % 3) switch
    {
        0 => $"{number}",
        1 => $"{number:D16}",
        _ => $"the same beginning, {number}",
    };
}
