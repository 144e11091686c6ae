using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Knooppunt.Node.Knowledge.Migrations
{
    /// <inheritdoc />
    public partial class Discussion : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "pattern_judgements",
                columns: table => new
                {
                    Proposal = table.Column<long>(type: "INTEGER", nullable: false),
                    Organisation = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pattern_judgements", x => new { x.Proposal, x.Organisation });
                });

            migrationBuilder.CreateTable(
                name: "remark_subjects",
                columns: table => new
                {
                    Object = table.Column<string>(type: "TEXT", nullable: false),
                    Remark = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_remark_subjects", x => new { x.Object, x.Remark });
                });

            migrationBuilder.CreateTable(
                name: "script_remarks",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Remark = table.Column<string>(type: "TEXT", nullable: false),
                    About = table.Column<string>(type: "TEXT", nullable: false),
                    Organisation = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Opinion = table.Column<string>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Tlp = table.Column<string>(type: "TEXT", nullable: false),
                    Pap = table.Column<string>(type: "TEXT", nullable: false),
                    Created = table.Column<long>(type: "INTEGER", nullable: false),
                    Modified = table.Column<long>(type: "INTEGER", nullable: false),
                    Withdrawn = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_script_remarks", x => x.Number);
                });

            migrationBuilder.CreateIndex(
                name: "IX_remark_subjects_Remark",
                table: "remark_subjects",
                column: "Remark");

            migrationBuilder.CreateIndex(
                name: "IX_script_remarks_Remark_Modified",
                table: "script_remarks",
                columns: new[] { "Remark", "Modified" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "pattern_judgements");

            migrationBuilder.DropTable(
                name: "remark_subjects");

            migrationBuilder.DropTable(
                name: "script_remarks");
        }
    }
}
