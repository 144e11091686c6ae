using System.Text;
using System.Text.Json;
using Knooppunt.Observations;

namespace Knooppunt.Detection;

/// <summary>The slow and strict way through a line of JSON: any nesting, any escapes.</summary>
static class JsonText
{
    const int MaxDepth = 32;
    /// <summary>Fields that a line may have.</summary>
    public const int MaxFields = 1000;


    public static string Unescaped(ReadOnlySpan<byte> inside)
    {
        byte[] quoted = [(byte)'"', .. inside, (byte)'"'];
        try
        {
            var reader = new Utf8JsonReader(quoted);
            return reader.Read() ? reader.GetString() ?? "" : "";
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return Encoding.UTF8.GetString(inside);
        }
    }

    /// <summary>Writes text without its short escapes; gives how many bytes, none when it holds an escape that takes the strict reader.</summary>
    public static int Unescape(ReadOnlySpan<byte> inside, Span<byte> to)
    {
        var written = 0;
        while (true)
        {
            var plain = inside.IndexOf((byte)'\\');
            var until = plain < 0 ? inside.Length : plain;
            inside[..until].CopyTo(to[written..]);
            written += until;
            if (plain < 0)
                return written;
            if (plain + 1 >= inside.Length || Meant(inside[plain + 1]) is not { } meant)
                return 0;
            to[written++] = meant;
            inside = inside[(plain + 2)..];
        }
    }

    static byte? Meant(byte escaped) => escaped switch
    {
        (byte)'"' or (byte)'\\' or (byte)'/' => escaped,
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => null,
    };

    /// <summary>Gives each field, nested ones as <c>a.b</c>; null when the line is an object, else what is wrong with it.</summary>
    public static string? Flatten(ReadOnlySpan<byte> line, Action<string, FieldValue> field)
    {
        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = MaxDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return "The line is not a JSON object; each line must be one.";
            var left = MaxFields;
            Object(ref reader, "", field, ref left);
            return reader.Read() ? "Something stands behind the object; each line must be one object." : null;
        }
        catch (JsonException wrong)
        {
            return $"The line is not JSON at byte {wrong.BytePositionInLine + 1}: {wrong.Message.Split(". ")[0]}.";
        }
        catch (InvalidOperationException)
        {
            return "The line holds text that is not UTF-8.";
        }
    }

    static void Object(ref Utf8JsonReader reader, string prefix, Action<string, FieldValue> field, ref int left)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (--left < 0)
                throw new JsonException($"More than {MaxFields} fields");
            var name = prefix + reader.GetString();
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
                Object(ref reader, name + ".", field, ref left);
            else
                field(name, reader.TokenType == JsonTokenType.StartArray ? List(ref reader, name, field, ref left) : Scalar(ref reader));
        }
    }

    /// <summary>A list of scalars is one field; objects in it give their fields under the same name.</summary>
    static FieldValue List(ref Utf8JsonReader reader, string name, Action<string, FieldValue> field, ref int left)
    {
        var items = new List<FieldValue>();
        var inner = new Dictionary<string, List<FieldValue>>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (--left < 0)
                throw new JsonException($"More than {MaxFields} fields");
            if (reader.TokenType == JsonTokenType.StartObject)
                Object(ref reader, name + ".", (path, value) => (inner.TryGetValue(path, out var all) ? all : inner[path] = []).Add(value), ref left);
            else if (reader.TokenType == JsonTokenType.StartArray)
                items.AddRange(List(ref reader, name, field, ref left).List);
            else
                items.Add(Scalar(ref reader));
        }

        foreach (var (path, values) in inner)
            field(path, FieldValue.Of([.. values.SelectMany(value => value.Kind == FieldKind.List ? value.List : [value])]));
        return FieldValue.Of([.. items]);
    }

    static FieldValue Scalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => reader.TryGetDouble(out var number) ? FieldValue.Of(number) : default,
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => default,
    };
}
