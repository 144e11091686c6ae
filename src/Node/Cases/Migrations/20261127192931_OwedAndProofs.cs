using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Knooppunt.Node.Cases.Migrations
{
    /// <inheritdoc />
    public partial class OwedAndProofs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "case_proofs_pending",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Journal = table.Column<string>(type: "TEXT", nullable: false),
                    Statement = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_proofs_pending", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "case_verdicts_owed",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Case = table.Column<long>(type: "INTEGER", nullable: false),
                    Signal = table.Column<string>(type: "TEXT", nullable: false),
                    Who = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_verdicts_owed", x => x.Id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_proofs_pending");

            migrationBuilder.DropTable(
                name: "case_verdicts_owed");
        }
    }
}
