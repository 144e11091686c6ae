using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Knooppunt.Tests.House;

/// <summary>One type that mentions another of the same assembly.</summary>
readonly record struct Edge(string FromNamespace, string From, string ToNamespace, string To);

/// <summary>Reads from an assembly which of its types mention which others: base types, interfaces, fields, signatures, attributes and every instruction.</summary>
static class AssemblyEdges
{
    static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => field.GetValue(null)).OfType<OpCode>().ToDictionary(code => code.Value);

    public static IReadOnlySet<Edge> Of(string assemblyFile)
    {
        using var stream = File.OpenRead(assemblyFile);
        using var image = new PEReader(stream);
        var reader = image.GetMetadataReader();
        var edges = new HashSet<Edge>();
        foreach (var handle in reader.TypeDefinitions)
        {
            var mentioned = new MentionedTypes(reader);
            Collect(image, reader, reader.GetTypeDefinition(handle), mentioned);
            var (fromNamespace, from) = Outermost(reader, handle);
            foreach (var other in mentioned.Types)
            {
                var (toNamespace, to) = Outermost(reader, other);
                edges.Add(new(fromNamespace, from, toNamespace, to));
            }
        }

        return edges;
    }

    static void Collect(PEReader image, MetadataReader reader, TypeDefinition type, MentionedTypes mentioned)
    {
        mentioned.Add(type.BaseType);
        foreach (var implemented in type.GetInterfaceImplementations())
            mentioned.Add(reader.GetInterfaceImplementation(implemented).Interface);
        mentioned.AddAttributes(type.GetCustomAttributes());
        foreach (var field in type.GetFields().Select(reader.GetFieldDefinition))
        {
            field.DecodeSignature(mentioned, null);
            mentioned.AddAttributes(field.GetCustomAttributes());
        }

        foreach (var method in type.GetMethods().Select(reader.GetMethodDefinition))
        {
            method.DecodeSignature(mentioned, null);
            mentioned.AddAttributes(method.GetCustomAttributes());
            if (method.RelativeVirtualAddress != 0)
                CollectBody(image.GetMethodBody(method.RelativeVirtualAddress), reader, mentioned);
        }
    }

    static void CollectBody(MethodBodyBlock body, MetadataReader reader, MentionedTypes mentioned)
    {
        if (!body.LocalSignature.IsNil)
            reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(mentioned, null);
        foreach (var region in body.ExceptionRegions)
            mentioned.Add(region.CatchType);
        var il = body.GetILReader();
        while (il.RemainingBytes > 0)
        {
            int first = il.ReadByte();
            var code = OpCodesByValue[first == 0xFE ? unchecked((short)((0xFE << 8) | il.ReadByte())) : (short)first];
            switch (code.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    mentioned.Add((EntityHandle)MetadataTokens.Handle(il.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    var targets = il.ReadInt32();
                    il.Offset += 4 * targets;
                    break;
                default:
                    il.Offset += OperandSize(code.OperandType);
                    break;
            }
        }
    }

    static int OperandSize(OperandType type) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    static (string Namespace, string Name) Outermost(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
            type = reader.GetTypeDefinition(type.GetDeclaringType());
        return (reader.GetString(type.Namespace), reader.GetString(type.Name));
    }
}
