namespace Knooppunt.Node.Shell.Settings;

/// <summary>The setting is a path. In a configuration file it is taken from the folder of that file, so that the two can be moved together and the node started from anywhere.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class FromFileAttribute : Attribute;
