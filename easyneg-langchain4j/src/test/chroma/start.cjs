// Starts a Chroma server: node start.cjs --path DIR --host 127.0.0.1 --port PORT.
// The server blocks its thread, so it runs in a worker; the main thread waits for standard input to
// end, which it does when the parent dies, however it dies. No test run leaves a server behind.
const { isMainThread, Worker } = require("node:worker_threads");

const bindings = {
  "linux-x64": "chromadb-js-bindings-linux-x64-gnu",
  "linux-arm64": "chromadb-js-bindings-linux-arm64-gnu",
  "darwin-x64": "chromadb-js-bindings-darwin-x64",
  "darwin-arm64": "chromadb-js-bindings-darwin-arm64",
  "win32-x64": "chromadb-js-bindings-win32-x64-msvc",
};

if (isMainThread) {
  process.stdin
    .on("end", () => {
      process.kill(process.pid, "SIGTERM");
      setTimeout(() => process.kill(process.pid, "SIGKILL"), 5000);
    })
    .resume();
  new Worker(__filename, { argv: process.argv.slice(2) }).on("exit", (code) => process.exit(code));
} else {
  const name = bindings[`${process.platform}-${process.arch}`];
  if (!name) {
    throw new Error(`Chroma has no server for ${process.platform}-${process.arch}.`);
  }
  require(name).cli(["chroma", "run", ...process.argv.slice(2)]);
}
