using System.Collections;

namespace Knooppunt.Observations;

/// <summary>The fields of an observation, in the order in which they were read. A name occurs once.</summary>
/// <remarks>Names are those of <see cref="Taxonomy"/>, lower case with underscores, nested ones joined by a dot. Immutable.
/// An observation has few fields, so a look-up walks them: that beats a hash table below about sixteen.</remarks>
public sealed class Fields : IReadOnlyList<KeyValuePair<string, FieldValue>>, IEquatable<Fields>
{
    readonly KeyValuePair<string, FieldValue>[] _items;

    Fields(KeyValuePair<string, FieldValue>[] items) => _items = items;

    /// <summary>No fields.</summary>
    public static Fields Empty { get; } = new([]);

    /// <summary>How many fields there are.</summary>
    public int Count => _items.Length;

    /// <summary>The field at a position.</summary>
    public KeyValuePair<string, FieldValue> this[int index] => _items[index];

    /// <summary>The fields where they lie, for loops that a journal runs a million times a second: nothing is copied.</summary>
    public ReadOnlySpan<KeyValuePair<string, FieldValue>> Span => _items;

    /// <summary>The value of a field; <see cref="FieldKind.None"/> when it is absent (ask <see cref="Has"/> to tell the two apart).</summary>
    public FieldValue this[string name] => TryGet(name, out var value) ? value : default;

    /// <summary>Whether the field is present, with or without a value.</summary>
    public bool Has(string name) => TryGet(name, out _);

    /// <summary>Looks a field up by its exact name.</summary>
    public bool TryGet(string name, out FieldValue value)
    {
        foreach (var item in _items)
        {
            if (string.Equals(item.Key, name, StringComparison.Ordinal))
            {
                value = item.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Fields from pairs; of a repeated name the last value stays, at the first position.</summary>
    public static Fields Of(params ReadOnlySpan<(string Name, FieldValue Value)> pairs)
    {
        var builder = new Builder(pairs.Length);
        foreach (var (name, value) in pairs)
            builder.Set(name, value);
        return builder.Build();
    }

    /// <summary>Fields from pairs whose names are known to differ: for readers that lay them down themselves, a million a second.</summary>
    internal static Fields FromDistinct(ReadOnlySpan<KeyValuePair<string, FieldValue>> pairs) => pairs.IsEmpty ? Empty : new(pairs.ToArray());

    /// <summary>These fields with others set on top of them.</summary>
    public Fields With(params ReadOnlySpan<(string Name, FieldValue Value)> pairs)
    {
        var builder = new Builder(_items.Length + pairs.Length);
        foreach (var item in _items)
            builder.Set(item.Key, item.Value);
        foreach (var (name, value) in pairs)
            builder.Set(name, value);
        return builder.Build();
    }

    /// <summary>These fields without the named ones.</summary>
    public Fields Without(Func<string, bool> leaveOut) => new(Array.FindAll(_items, item => !leaveOut(item.Key)));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, FieldValue>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, FieldValue>>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    /// <summary>Same names and values in the same order.</summary>
    public bool Equals(Fields? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Fields);

    /// <inheritdoc/>
    public override int GetHashCode() => _items.Aggregate(_items.Length, (hash, item) => HashCode.Combine(hash, item.Key, item.Value));

    /// <summary>Collects fields one by one. Not for use from two threads.</summary>
    public sealed class Builder(int capacity = 12)
    {
        readonly List<KeyValuePair<string, FieldValue>> _items = new(capacity);

        /// <summary>How many fields were set so far.</summary>
        public int Count => _items.Count;

        /// <summary>Sets a field; a value already there is replaced in place.</summary>
        public Builder Set(string name, FieldValue value)
        {
            for (var i = 0; i < _items.Count; i++)
            {
                if (string.Equals(_items[i].Key, name, StringComparison.Ordinal))
                {
                    _items[i] = new(name, value);
                    return this;
                }
            }

            _items.Add(new(name, value));
            return this;
        }

        /// <summary>Sets a field only when there is a value: connectors never write an empty field.</summary>
        public Builder SetIfAny(string name, FieldValue value) => value.Kind == FieldKind.None ? this : Set(name, value);

        /// <summary>The fields so far; the builder may go on.</summary>
        public Fields Build() => _items.Count == 0 ? Empty : new([.. _items]);
    }
}
