using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Knooppunt.Knowledge.Stix;

/// <summary>Writes bundles. The same objects always give the same bytes: properties keep their order, numbers their digits, lines end with a line feed.</summary>
public static class StixWriter
{
    /// <summary>Writes a bundle.</summary>
    /// <param name="bundle">What to write; a bundle without an id gets the one that follows from its objects.</param>
    /// <param name="output">Where to.</param>
    /// <param name="indented">Whether a person is to read it; compact otherwise.</param>
    public static void Write(StixBundle bundle, IBufferWriter<byte> output, bool indented = false)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        using (var writer = Over(output, indented))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "bundle");
            writer.WriteString("id", (bundle.Id ?? StixBundle.Of(bundle.Objects).Id).ToString());
            if (bundle.Objects.Count > 0)
            {
                writer.WriteStartArray("objects");
                foreach (var one in bundle.Objects)
                    one.Json.WriteTo(writer);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        if (indented)
            output.Write("\n"u8);
    }

    /// <summary>A bundle as bytes.</summary>
    public static byte[] ToBytes(StixBundle bundle, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(bundle, buffer, indented);
        return buffer.WrittenSpan.ToArray();
    }

    // What is escaped is what JSON asks, no more: it is read by people and never stands inside HTML.
    internal static Utf8JsonWriter Over(IBufferWriter<byte> output, bool indented) =>
        new(output, new JsonWriterOptions { Indented = indented, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
