using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Knooppunt.Node.Disclosure.Migrations
{
    /// <inheritdoc />
    public partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "labels",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Organisation = table.Column<string>(type: "TEXT", nullable: false),
                    Regime = table.Column<byte>(type: "INTEGER", nullable: false),
                    Purpose = table.Column<byte>(type: "INTEGER", nullable: false),
                    Tlp = table.Column<byte>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_labels", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "looks",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Who = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    What = table.Column<string>(type: "TEXT", nullable: false),
                    Why = table.Column<string>(type: "TEXT", nullable: false),
                    Ground = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_looks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "subject_links",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subject_links", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_labels_Organisation_Regime_Purpose_Tlp",
                table: "labels",
                columns: new[] { "Organisation", "Regime", "Purpose", "Tlp" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_looks_At",
                table: "looks",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_looks_Kind_What",
                table: "looks",
                columns: new[] { "Kind", "What" });

            migrationBuilder.CreateIndex(
                name: "IX_looks_Who_At",
                table: "looks",
                columns: new[] { "Who", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_subject_links_Kind_Value",
                table: "subject_links",
                columns: new[] { "Kind", "Value" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "labels");

            migrationBuilder.DropTable(
                name: "looks");

            migrationBuilder.DropTable(
                name: "subject_links");
        }
    }
}
