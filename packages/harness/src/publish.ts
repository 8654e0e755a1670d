/**
 * `npm run publish-pacts [-- --branch main]`: publishes contracts/pacts to the broker that PACT_BROKER_* name. The
 * version is the commit, so pacts that differ from it are not published.
 */
import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"
import * as Effect from "effect/Effect"
import { client } from "./Bench.ts"
import * as Broker from "./Broker.ts"
import * as Recorded from "./Recorded.ts"

const { values } = parseArgs({ options: { branch: { type: "string" } } })

const refuse = (why: string): never => {
  console.error(why)
  process.exit(1)
}

const git = (...words: ReadonlyArray<string>): string => {
  const { error, status, stdout } = spawnSync("git", words, { cwd: Recorded.contracts, encoding: "utf8" })
  return error === undefined && status === 0
    ? stdout.trim()
    : refuse("not published: git does not tell which commit this is; run this in a clone")
}

const version = git("rev-parse", "HEAD")
const branch = values.branch ?? git("branch", "--show-current")
if (branch === "") refuse("not published: no branch is checked out; name it: --branch main")
if (git("status", "--porcelain", "--", "pacts") !== "")
  refuse("not published: contracts/pacts differ from the commit; commit them first")

const folder = join(Recorded.contracts, "pacts")
const pacts = Recorded.files(folder, ".json").map((path) => readFileSync(join(folder, path), "utf8"))

await Broker.publish(process.env, { version, branch, pacts }).pipe(
  Effect.match({
    onSuccess: (count) => console.log(`published ${count} pacts of ${version} on ${branch}`),
    onFailure: ({ message }) => refuse(message)
  }),
  Effect.provide(client),
  Effect.runPromise
)
