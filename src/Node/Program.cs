return await Knooppunt.Node.Commands.CommandLine.Run(args);
