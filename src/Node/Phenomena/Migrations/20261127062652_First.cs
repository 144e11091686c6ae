using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Knooppunt.Node.Phenomena.Migrations
{
    /// <inheritdoc />
    public partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "phenomena",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<string>(type: "TEXT", nullable: true),
                    Question = table.Column<string>(type: "TEXT", nullable: false),
                    Script = table.Column<string>(type: "TEXT", nullable: false),
                    Home = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Intervention = table.Column<string>(type: "TEXT", nullable: false),
                    Step = table.Column<string>(type: "TEXT", nullable: false),
                    Barrier = table.Column<string>(type: "TEXT", nullable: false),
                    Result = table.Column<string>(type: "TEXT", nullable: false),
                    Opened = table.Column<long>(type: "INTEGER", nullable: false),
                    Closed = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_phenomena", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "phenomenon_arguments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    File = table.Column<long>(type: "INTEGER", nullable: false),
                    Hypothesis = table.Column<long>(type: "INTEGER", nullable: false),
                    For = table.Column<bool>(type: "INTEGER", nullable: false),
                    Organisation = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_phenomenon_arguments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "phenomenon_contributions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    File = table.Column<long>(type: "INTEGER", nullable: false),
                    Organisation = table.Column<string>(type: "TEXT", nullable: false),
                    Regime = table.Column<string>(type: "TEXT", nullable: false),
                    Tlp = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_phenomenon_contributions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "phenomenon_course",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    File = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    To = table.Column<string>(type: "TEXT", nullable: false),
                    Organisation = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_phenomenon_course", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "phenomenon_figures",
                columns: table => new
                {
                    File = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Pattern = table.Column<string>(type: "TEXT", nullable: false),
                    Fired = table.Column<int>(type: "INTEGER", nullable: false),
                    Confirmed = table.Column<int>(type: "INTEGER", nullable: false),
                    Dismissed = table.Column<int>(type: "INTEGER", nullable: false),
                    Innocent = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_phenomenon_figures", x => new { x.File, x.At, x.Pattern });
                });

            migrationBuilder.CreateTable(
                name: "phenomenon_hypotheses",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    File = table.Column<long>(type: "INTEGER", nullable: false),
                    Organisation = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_phenomenon_hypotheses", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "phenomenon_partners",
                columns: table => new
                {
                    File = table.Column<long>(type: "INTEGER", nullable: false),
                    Organisation = table.Column<string>(type: "TEXT", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_phenomenon_partners", x => new { x.File, x.Organisation });
                });

            migrationBuilder.CreateTable(
                name: "phenomenon_patterns",
                columns: table => new
                {
                    File = table.Column<long>(type: "INTEGER", nullable: false),
                    Pattern = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_phenomenon_patterns", x => new { x.File, x.Pattern });
                });

            migrationBuilder.CreateIndex(
                name: "IX_phenomena_Id",
                table: "phenomena",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_phenomenon_arguments_File",
                table: "phenomenon_arguments",
                column: "File");

            migrationBuilder.CreateIndex(
                name: "IX_phenomenon_contributions_File",
                table: "phenomenon_contributions",
                column: "File");

            migrationBuilder.CreateIndex(
                name: "IX_phenomenon_course_File",
                table: "phenomenon_course",
                column: "File");

            migrationBuilder.CreateIndex(
                name: "IX_phenomenon_hypotheses_File",
                table: "phenomenon_hypotheses",
                column: "File");

            migrationBuilder.CreateIndex(
                name: "IX_phenomenon_partners_Organisation",
                table: "phenomenon_partners",
                column: "Organisation");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "phenomena");

            migrationBuilder.DropTable(
                name: "phenomenon_arguments");

            migrationBuilder.DropTable(
                name: "phenomenon_contributions");

            migrationBuilder.DropTable(
                name: "phenomenon_course");

            migrationBuilder.DropTable(
                name: "phenomenon_figures");

            migrationBuilder.DropTable(
                name: "phenomenon_hypotheses");

            migrationBuilder.DropTable(
                name: "phenomenon_partners");

            migrationBuilder.DropTable(
                name: "phenomenon_patterns");
        }
    }
}
