using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Knooppunt.Node.Barriers.Migrations
{
    /// <inheritdoc />
    public partial class Expectations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "At",
                table: "barrier_states",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "barrier_expectations",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Barrier = table.Column<long>(type: "INTEGER", nullable: false),
                    Words = table.Column<string>(type: "TEXT", nullable: false),
                    Fall = table.Column<int>(type: "INTEGER", nullable: true),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_barrier_expectations", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_barrier_expectations_Barrier",
                table: "barrier_expectations",
                column: "Barrier");

            // Who opened a barrier wrote its first state too; of the moment only the day was kept.
            migrationBuilder.Sql("""
                INSERT INTO barrier_expectations (Barrier, Words, Fall, Day, At, Name)
                SELECT Number, Expected, ExpectedFall, Written, 0, COALESCE((SELECT Name FROM barrier_states WHERE Barrier = barriers.Number ORDER BY Id LIMIT 1), '')
                FROM barriers WHERE Expected <> '' OR ExpectedFall IS NOT NULL ORDER BY Number
                """);

            // So, and not by DropColumn: that makes the table anew outside the transaction.
            migrationBuilder.Sql("ALTER TABLE barriers DROP COLUMN Expected");

            migrationBuilder.Sql("ALTER TABLE barriers DROP COLUMN ExpectedFall");

            migrationBuilder.Sql("ALTER TABLE barriers DROP COLUMN Written");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE barrier_states DROP COLUMN At");

            migrationBuilder.AddColumn<string>(
                name: "Expected",
                table: "barriers",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "ExpectedFall",
                table: "barriers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Written",
                table: "barriers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.Sql("""
                UPDATE barriers SET (Expected, ExpectedFall, Written) = (SELECT Words, Fall, Day FROM barrier_expectations WHERE Barrier = barriers.Number ORDER BY Id DESC LIMIT 1)
                WHERE EXISTS (SELECT 1 FROM barrier_expectations WHERE Barrier = barriers.Number)
                """);

            migrationBuilder.DropTable(
                name: "barrier_expectations");
        }
    }
}
