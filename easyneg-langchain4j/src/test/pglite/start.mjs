// Starts PostgreSQL with pgvector, as PGlite compiles them: node start.mjs --path DIR --port PORT.
// It waits for standard input to end, which it does when the parent dies, however it dies. No test
// run leaves a server behind.
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";

const given = (name) => process.argv[process.argv.indexOf(name) + 1];

process.stdin.on("end", () => process.exit(0)).resume();
const db = await PGlite.create({ dataDir: given("--path"), extensions: { vector } });
const server = new PGLiteSocketServer({
  db,
  host: "127.0.0.1",
  port: Number(given("--port")),
  maxConnections: 100,
});
await server.start();
